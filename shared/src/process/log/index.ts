export * from './error-for-log.ts';
export * from './laptop-log.ts';
export * from './log-folder.ts';
export * from './program-log.ts';
export * from './without-secrets.ts';
