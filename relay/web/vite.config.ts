import path from 'node:path';
import { defineConfig, type InlineConfig } from 'vite';
import { buildApart } from './apart.ts';
import { offlineBuild, WORKER_FILE } from './offline-build.ts';

const HERE = import.meta.dirname;

function pageOf(input: Record<string, string>): InlineConfig {
  const entries = Object.entries(input).map(([name, file]): [string, string] => [
    name,
    path.resolve(HERE, file),
  ]);
  return {
    root: HERE,
    base: './',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      sourcemap: false,
      // Phones of the last five years; guests do not update for a party.
      target: ['chrome100', 'firefox100', 'safari15.4'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: Object.fromEntries(entries),
        output: {
          entryFileNames: ({ name }) =>
            name === 'worker' ? WORKER_FILE : 'assets/[name]-[hash].js',
        },
        // The icons carry "use client" for frameworks that render on a server; here all is client.
        checks: { moduleLevelDirective: false },
      },
    },
  };
}

/**
 * The pages that people load. Built from the root of the checkout with
 *
 *     node_modules/.bin/vite build relay/web
 *
 * into relay/web/dist: `gallery/index.html`, what it loads under `assets/`, and the files of
 * `public/`; after it the wall and the studio. Addresses are relative to the page (`../assets/…`),
 * which is right at `/g/<slug>`.
 */
export default defineConfig({
  ...pageOf({ gallery: 'gallery/index.html', worker: 'gallery/offline/worker.ts' }),
  plugins: [
    offlineBuild(),
    buildApart([pageOf({ wall: 'wall/index.html' }), pageOf({ studio: 'studio/index.html' })]),
  ],
});
