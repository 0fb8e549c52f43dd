export * from './develop.ts';
export * from './proof/proof.ts';
