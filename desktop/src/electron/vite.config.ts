import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';

/*
 * Builds the Electron shell to desktop/dist/electron: `main.js` and `preload.cjs`.
 *
 *   node node_modules/vite/bin/vite.js build --config desktop/src/electron/vite.config.ts
 *
 * Everything is bundled, so that a clone and a packaged app run the same files, but Electron itself
 * and what is not JavaScript: these are loaded from desktop's dependencies.
 */
const NOT_BUNDLED = ['electron', 'sharp', 'better-sqlite3'];

const OUTPUT = path.join(import.meta.dirname, '../../dist/electron');

function environment(
  entry: string,
  file: string,
  options: EnvironmentOptions['build'] & { format: 'es' | 'cjs' },
): EnvironmentOptions {
  const { format, ...build } = options;
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: [...NOT_BUNDLED, ...builtinModules] },
    build: {
      outDir: OUTPUT,
      target: 'node24',
      minify: false,
      copyPublicDir: false,
      ...build,
      rolldownOptions: {
        ...build.rolldownOptions,
        input: path.join(import.meta.dirname, entry),
        output: { format, entryFileNames: file },
      },
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  environments: {
    main: environment('main.ts', 'main.js', { format: 'es', emptyOutDir: true }),
    preload: environment('preload.ts', 'preload.cjs', {
      format: 'cjs',
      emptyOutDir: false,
      // Of a module that only lends a constant, nothing else is taken: the preload stays small.
      rolldownOptions: { treeshake: { moduleSideEffects: false } },
    }),
  },
  builder: {
    async buildApp(builder) {
      const { main, preload } = builder.environments;
      if (!main || !preload) throw new Error('The environments of the build are missing.');
      await builder.build(main);
      await builder.build(preload);
    },
  },
});
