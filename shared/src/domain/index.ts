export * from './publish-mode.ts';
export * from './recipe.ts';
