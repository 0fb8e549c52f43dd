export * from './child.ts';
export * from './files.ts';
export * from './folder-lock.ts';
export * from './lifecycle.ts';
export * from './log/index.ts';
