import type { Plugin } from 'vite';

/** The worker's own file, which stands where its scope begins. */
export const WORKER_FILE = 'g/worker.js';
const ENTRY = 'gallery';
const PLACE = 'OFFLINE_BUILD';

/** Tells the galleries' service worker which files the page starts with, and what this build is called. */
export function offlineBuild(): Plugin {
  return {
    name: 'offline-build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = new Set<string>();
        const add = (name: string): void => {
          const chunk = bundle[name];
          if (chunk?.type !== 'chunk' || files.has(`/${name}`)) return;
          files.add(`/${name}`);
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(`/${style}`);
          for (const imported of chunk.imports) add(imported);
        };
        const entry = Object.values(bundle).find(
          (chunk) => chunk.type === 'chunk' && chunk.isEntry && chunk.name === ENTRY,
        );
        if (entry === undefined) this.error(`The build has no entry called ${ENTRY}.`);
        add(entry.fileName);
        const worker = bundle[WORKER_FILE];
        if (worker?.type !== 'chunk') this.error(`The build has no ${WORKER_FILE}.`);
        if (worker.imports.length > 0) this.error('The worker is one file.');
        const names = [...files].toSorted();
        // Each name holds a hash of its content.
        const build = { version: names.join(' '), files: names };
        worker.code = worker.code.replaceAll(PLACE, JSON.stringify(build));
      },
    },
  };
}
