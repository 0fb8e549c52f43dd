import { execFile } from 'node:child_process';
import { readdir, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { smallPhotographs } from '../harness/frames.ts';
import { temporaryFolder } from '../harness/project.ts';
import { sleep, until } from '../harness/until.ts';
import type { FaultOptions, Outcome } from './outcome.ts';
import { startPair, type Pair } from '../harness/pair.ts';
import { shoot } from './shoot.ts';

const run = promisify(execFile);

/** A disk of its own, in memory, which can be filled to the last byte and emptied again. */
interface SmallDisk {
  readonly path: string;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
}

const BALLAST = 'ballast';

async function mountSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await temporaryFolder('disk');
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder.path]);
  let pieces = 0;
  return {
    path: folder.path,
    async fill() {
      for (;;) {
        const { bavail, bsize } = await statfs(folder.path);
        if (bavail === 0) return;
        pieces += 1;
        const piece = path.join(folder.path, `${BALLAST}-${pieces}`);
        await writeFile(piece, Buffer.alloc(bavail * bsize, 1)).catch((error: unknown) => {
          // What fitted has been written; the rest is what being full means.
          const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
          if (!full) throw error;
        });
      }
    },
    async makeRoom() {
      for (const name of await readdir(folder.path)) {
        if (name.startsWith(BALLAST)) await rm(path.join(folder.path, name));
      }
    },
    async remove() {
      await run('umount', ['--lazy', folder.path]);
      await folder.remove();
    },
  };
}

function whyNot(): string | null {
  if (process.platform !== 'linux') return 'A disk of its own needs Linux.';
  return process.getuid?.() === 0 ? null : 'Mounting a disk needs root.';
}

async function shootIntoFullDisk(
  fault: string,
  { frames, short }: FaultOptions,
  alert: string,
  start: (disk: SmallDisk) => Promise<Pair>,
): Promise<Outcome> {
  const notRun = whyNot();
  if (notRun !== null) return { fault, story: '', problems: [], notRun };
  const photographs = await smallPhotographs(Math.min(frames, short ? 8 : 30));
  const disk = await mountSmallDisk(96);
  try {
    const pair = await start(disk);
    try {
      await shoot(pair.hotFolder, photographs.slice(0, 2), () => 0);
      await pair.relay.waitForComplete(2);
      await disk.fill();
      await shoot(pair.hotFolder, photographs.slice(2), () => 50);
      const said = await until('the tether UI to say that the disk is full', async () => {
        // Whatever was free inside the files on it is used up by and by.
        await disk.fill();
        const { alerts } = await pair.tether.status();
        return alerts.find((one) => one.code === alert)?.message;
      });
      await sleep(short ? 2_000 : 10_000);
      const during = (await pair.relay.photos()).length;
      await disk.makeRoom();
      const problems = await pair.settleUp(photographs.length);
      await until('the tether UI to have nothing to say any more', async () => {
        const { alerts } = await pair.tether.status();
        return alerts.length === 0;
      });
      const story = `${during} of ${photographs.length} live when it was full; it said "${said}"; all the rest after there was room`;
      return { fault, story, problems };
    } finally {
      await pair.stop();
    }
  } finally {
    await disk.remove();
  }
}

export function laptopDiskFull(options: FaultOptions): Promise<Outcome> {
  return shootIntoFullDisk('disk full: laptop', options, 'disk_full', (disk) =>
    startPair({ engineData: path.join(disk.path, 'engine') }),
  );
}

export function relayDiskFull(options: FaultOptions): Promise<Outcome> {
  return shootIntoFullDisk('disk full: relay', options, 'relay_disk_full', (disk) =>
    startPair({ relayData: path.join(disk.path, 'relay') }),
  );
}
