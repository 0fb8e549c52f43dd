export * from './develop.ts';
export * from './proof.ts';
