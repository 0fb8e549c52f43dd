import { randomInt } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { makePhotograph } from '@picture-live/shared/photographs';
import { planShoot } from './shoot.ts';
import { pause, writeAsCamera } from './write.ts';

/** How a shoot is played. */
export interface Score {
  /** Frames made where no folder is played. */
  frames: number;
  /** Milliseconds between two files, at least and at most. */
  gap: readonly [number, number];
  /** Every so many files one is written slowly … */
  slowEvery: number;
  /** … over this many milliseconds. */
  slowMs: number;
}

export const DEMO: Score = { frames: 60, gap: [2_000, 5_000], slowEvery: 4, slowMs: 1_500 };

interface Frame {
  name: string;
  bytes: Uint8Array;
}

/**
 * Plays a shoot into a hot folder until it is over or the signal comes. Every playing has a
 * sub-folder of its own, as cameras make one per day: names never clash with earlier ones.
 *
 * @param from folder whose files are played in the order of their names; null: photographs made here
 */
export async function play(
  hotFolder: string,
  from: string | null,
  signal: AbortSignal,
  score: Score = DEMO,
): Promise<void> {
  const folder = path.join(hotFolder, `demo ${stamp(new Date())}`);
  await mkdir(folder, { recursive: true });
  const frames = from === null ? photographs(score.frames) : filesOf(from);
  let count = 0;
  for await (const { name, bytes } of frames) {
    if (signal.aborted) return;
    count += 1;
    const overMs = count % score.slowEvery === 0 ? score.slowMs : 0;
    await writeAsCamera(path.join(folder, name), bytes, overMs, signal);
    await pause(randomInt(score.gap[0], score.gap[1] + 1), signal);
  }
}

async function* photographs(count: number): AsyncGenerator<Frame> {
  for (const { name, photograph } of planShoot(randomInt(2 ** 30), count)) {
    const now = new Date();
    const bytes = await makePhotograph({
      ...photograph,
      capturedAt: now.getTime(),
      utcOffset: -now.getTimezoneOffset(),
    });
    yield { name, bytes };
  }
}

async function* filesOf(folder: string): AsyncGenerator<Frame> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  for (const name of names) yield { name, bytes: await readFile(path.join(folder, name)) };
}

/** `2026-11-21 14.03.22` on the clock of the wall: sorts by time, and every file system takes it. */
function stamp(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
}
