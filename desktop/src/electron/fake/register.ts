import { registerHooks } from 'node:module';

/* For `node --import`: the program that is run gets the fake where it imports Electron. */
const FAKE = new URL('program.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: FAKE, shortCircuit: true } : next(specifier, context),
});
