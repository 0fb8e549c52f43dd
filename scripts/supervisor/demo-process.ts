import { spawn, type ChildProcess } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Home } from './home.ts';
import type { Options } from './options.ts';
import { StartError, systemCode } from './problems.ts';

const PLAYER = fileURLToPath(new URL('../demo.ts', import.meta.url));

/**
 * Makes sure that there is something to play before anything is started for it.
 *
 * @throws StartError where the named folder cannot be read.
 */
export async function checkDemo({ from }: NonNullable<Options['demo']>): Promise<void> {
  if (from === null) return;
  try {
    await readdir(from);
  } catch (error) {
    throw new StartError(
      `The folder ${from} for the demo cannot be read (${systemCode(error) ?? String(error)}): name another with --demo.`,
      { cause: error },
    );
  }
}

/**
 * Plays the demo shoot into the first hot folder, in a process of its own: making photographs takes
 * time that the supervisor does not have. It ends with us.
 */
export function startDemo(
  demo: NonNullable<Options['demo']>,
  home: Pick<Home, 'hotFolders'>,
  say: (line: string) => void,
): ChildProcess {
  const [into = ''] = home.hotFolders;
  const from = demo.from === null ? [] : [demo.from];
  const player = spawn(process.execPath, [PLAYER, into, ...from], {
    // One thread for its pictures: the others belong to the engine.
    env: { ...process.env, VIPS_CONCURRENCY: '1' },
    stdio: ['ignore', 'ignore', process.stderr, 'ipc'],
    windowsHide: true,
  });
  player.once('error', (error) => say(`The demo could not start: ${error.message}`));
  player.once('exit', (code, signal) => {
    if (code === 0) say('The demo has played all its photos.');
    else if (signal === null) say('The demo ended early; the system goes on without it.');
  });
  return player;
}
