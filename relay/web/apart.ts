import { build, type InlineConfig, type Plugin } from 'vite';

/**
 * Builds further pages into the same folder, each by itself. Built together, a page would carry
 * whatever of a shared file any of the others uses: guests would load what only the studio needs.
 */
export function buildApart(pages: readonly InlineConfig[]): Plugin {
  let outDir = '';
  return {
    name: 'build-apart',
    apply: 'build',
    configResolved({ build: { outDir: chosen } }) {
      outDir = chosen;
    },
    closeBundle: {
      sequential: true,
      async handler() {
        for (const page of pages) {
          await build({
            ...page,
            configFile: false,
            publicDir: false,
            build: { ...page.build, outDir, emptyOutDir: false },
          });
        }
      },
    },
  };
}
