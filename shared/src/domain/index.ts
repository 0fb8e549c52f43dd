export * from './camera-number.ts';
export * from './publish-mode.ts';
export * from './recipe.ts';
export * from './recipe-artwork.ts';
export * from './recipe-template.ts';
