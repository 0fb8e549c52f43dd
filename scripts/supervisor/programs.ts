import { fileURLToPath } from 'node:url';
import type { Options } from './options.ts';
import type { Programs } from './system.ts';

/** The relay, and the engine in the shell that fits the options and the machine. */
export function programs(_options: Pick<Options, 'headless'>): Programs {
  return {
    relay: onNode('relay', 'relay_ready', '../../relay/src/server.ts'),
    engine: onNode('engine', 'engine_ready', '../../desktop/src/headless/main.ts'),
  };
}

function onNode<T>(name: string, readyType: T, script: string) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return { name, command: process.execPath, args: [file], readyType };
}
