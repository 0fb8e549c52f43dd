import { fileURLToPath } from 'node:url';
import { findElectron } from '../../desktop/src/electron/launch.ts';
import type { Program, ReadyType } from './one-run.ts';
import type { Options } from './options.ts';
import type { Programs } from './system.ts';

/**
 * The relay, and the engine in its window where there can be one, otherwise headless.
 *
 * @param say one line for the person at the terminal: why there is no window
 */
export function programs(
  { headless }: Pick<Options, 'headless'>,
  say: (line: string) => void,
): Programs {
  const browser = onNode('engine', 'engine_ready', '../../desktop/src/headless/main.ts');
  const window = headless ? null : inWindow(say);
  return {
    relay: onNode('relay', 'relay_ready', '../../relay/src/server.ts'),
    engine: window === null ? [browser] : [window, browser],
  };
}

function inWindow(say: (line: string) => void): Program<'engine_ready'> | null {
  const found = findElectron();
  if ('missing' in found) {
    say(`No desktop window: ${found.missing} The tether UI is in the browser instead.`);
    return null;
  }
  const { binary, args } = found;
  return {
    name: 'engine',
    command: binary,
    args,
    readyType: 'engine_ready',
    hasWindow: true,
  };
}

function onNode<T extends ReadyType>(name: string, readyType: T, script: string): Program<T> {
  return {
    name,
    command: process.execPath,
    args: [fileURLToPath(new URL(script, import.meta.url))],
    readyType,
    hasWindow: false,
  };
}
