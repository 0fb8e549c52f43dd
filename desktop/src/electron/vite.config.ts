import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig, type BuildEnvironmentOptions, type EnvironmentOptions } from 'vite';

/*
 * Builds the Electron shell to desktop/dist/electron: `main.js`, `preload.cjs` and the thread that
 * decodes HEIF, `heif-worker.js`.
 *
 *   node node_modules/vite/bin/vite.js build --config desktop/src/electron/vite.config.ts
 *
 * Everything is bundled, so that a clone and a packaged app run the same files, but Electron
 * itself, the two libraries with native parts and libheif: these are loaded from desktop's
 * dependencies.
 */
const NOT_BUNDLED = [
  'electron',
  'sharp',
  'better-sqlite3',
  // Asks for Electron in its own way, and is loaded only where a feed of updates is set up.
  'electron-updater',
  // LGPL: whoever wants another version of libheif can put it in its place.
  'libheif-js/wasm-bundle.js',
  ...builtinModules,
];

type Output = Pick<BuildEnvironmentOptions, 'emptyOutDir' | 'rolldownOptions'>;

/** One program: everything that `entry` needs in one file. */
function program(entry: string, build: Output): EnvironmentOptions {
  const input = path.join(import.meta.dirname, entry);
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: NOT_BUNDLED },
    build: { ...build, rolldownOptions: { ...build.rolldownOptions, input } },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: path.join(import.meta.dirname, '../../dist/electron'),
    target: 'node24',
    minify: false,
    copyPublicDir: false,
  },
  environments: {
    main: program('main.ts', {
      emptyOutDir: true,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'main.js' } },
    }),
    heifWorker: program('../../../shared/src/imaging/heif/heif-worker.ts', {
      emptyOutDir: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'heif-worker.js' } },
    }),
    preload: program('preload.ts', {
      emptyOutDir: false,
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
        // A module that only lends a constant brings nothing else along.
        treeshake: { moduleSideEffects: false },
      },
    }),
  },
  builder: {
    async buildApp(builder) {
      const { main, heifWorker, preload } = builder.environments;
      if (!main || !heifWorker || !preload) {
        throw new Error('The environments of the build are missing.');
      }
      await builder.build(main);
      await builder.build(heifWorker);
      await builder.build(preload);
    },
  },
});
