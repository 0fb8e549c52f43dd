export * from './develop.ts';
