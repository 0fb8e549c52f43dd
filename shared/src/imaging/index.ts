export * from './develop.ts';
export * from './proof/proof.ts';
export { readCapturedAt } from './source/captured-at.ts';
