import { readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findProgram } from '../../relay/src/testing/debian-packages.ts';
import { temporaryFolder } from './project.ts';
import { sleep } from './until.ts';

/** The wall clock of processes that are started with `env`; nobody else's. */
export interface MovedClock {
  readonly env: Record<string, string>;
  /** Sets it so many hours off the true time, and waits until it is believed. */
  setOff(hours: number): Promise<void>;
  remove(): Promise<void>;
}

const LIBRARY = path.join('faketime', 'libfaketimeMT.so.1');
/** How long a process believes the clock it has read. */
const BELIEVED_S = 1;

/**
 * A clock by libfaketime, which stands between a program and its C library: JavaScript, threads and
 * SQLite alike see the moved time. Timers and file times stay those of the system, as they do when
 * somebody sets a laptop's clock.
 *
 * @returns null where neither the system nor Debian's packages have it.
 */
export async function startMovedClock(): Promise<MovedClock | null> {
  const library = await findLibrary();
  if (library === null) return null;
  const folder = await temporaryFolder('clock');
  const file = path.join(folder.path, 'offset');

  async function write(hours: number): Promise<void> {
    // Read at any moment: never half a number.
    await writeFile(`${file}.new`, `${hours < 0 ? '' : '+'}${hours}h\n`);
    await rename(`${file}.new`, file);
  }

  await write(0);
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: String(BELIEVED_S),
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
    async setOff(hours) {
      await write(hours);
      await sleep(BELIEVED_S * 1_000 + 200);
    },
    remove: () => folder.remove(),
  };
}

async function findLibrary(): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  const program = await findProgram({
    name: 'faketime',
    package: 'faketime',
    unpackedAt: 'usr/bin/faketime',
  });
  if (program === null) return null;
  const unpacked = program.env['LD_LIBRARY_PATH']?.split(':') ?? [];
  for (const folder of [...unpacked, ...(await systemLibraries())]) {
    const names = await readdir(path.join(folder, 'faketime')).catch((): string[] => []);
    if (names.includes(path.basename(LIBRARY))) return path.join(folder, LIBRARY);
  }
  return null;
}

async function systemLibraries(): Promise<string[]> {
  const names = await readdir('/usr/lib');
  return ['/usr/lib', ...names.map((name) => path.join('/usr/lib', name))];
}
