import { defineConfig } from 'vite';

/**
 * The tether UI. Built from the root of the checkout with
 *
 *     node_modules/.bin/vite build --config desktop/src/ui/vite.config.ts
 *
 * Addresses are relative, because the same files are served at `/` and under Electron's `app:`.
 */
export default defineConfig({
  root: 'desktop/src/ui',
  base: './',
  build: {
    outDir: '../../dist/ui',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2023',
    // Every picture has an address of its own: the page's policy allows no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The icons carry "use client" for frameworks that render on a server; here all is client.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
