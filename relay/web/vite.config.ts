import path from 'node:path';
import { defineConfig } from 'vite';
import { offlineBuild, WORKER_FILE } from './offline-build.ts';

/**
 * The pages that guests load. Built from the root of the checkout with
 *
 *     node_modules/.bin/vite build relay/web
 *
 * into relay/web/dist: `gallery/index.html`, what it loads under `assets/`, and the files of
 * `public/`. Addresses are relative to the page (`../assets/…`), which is right at `/g/<slug>`.
 */
export default defineConfig({
  base: './',
  plugins: [offlineBuild()],
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
      input: {
        gallery: path.resolve(import.meta.dirname, 'gallery/index.html'),
        wall: path.resolve(import.meta.dirname, 'wall/index.html'),
        studio: path.resolve(import.meta.dirname, 'studio/index.html'),
        worker: path.resolve(import.meta.dirname, 'gallery/offline/worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) =>
          name === 'worker' ? WORKER_FILE : 'assets/[name]-[hash].js',
      },
      // The icons carry "use client" for frameworks that render on a server; here all is client.
      checks: { moduleLevelDirective: false },
    },
  },
});
