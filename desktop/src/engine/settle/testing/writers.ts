import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** The ways in which cameras, cables and network shares write a file. */

/** Milliseconds after every piece, or what to wait for. */
type Pause = number | (() => Promise<unknown>);

async function rest(pause: Pause): Promise<void> {
  await (typeof pause === 'number' ? sleep(pause) : pause());
}

/** From front to back, growing. */
export async function writeInPieces(
  path: string,
  bytes: Buffer,
  pieces: number,
  pause: Pause,
): Promise<void> {
  await withFile(path, 'w', async (file) => {
    for (const [from, to] of parts(bytes, pieces)) {
      await file.write(bytes, from, to - from, from);
      if (to < bytes.length) await rest(pause);
    }
  });
}

/** The whole size at once, all zeros; then the pieces in the given order. */
export async function writePreallocated(
  path: string,
  bytes: Buffer,
  pieces: number,
  pause: Pause,
  order: (parts: [number, number][]) => [number, number][],
): Promise<void> {
  await withFile(path, 'w', async (file) => {
    await file.truncate(bytes.length);
    for (const [from, to] of order(parts(bytes, pieces))) {
      await rest(pause);
      await file.write(bytes, from, to - from, from);
    }
  });
}

/** Over what is there, without shortening it first. */
export async function writeOver(
  path: string,
  bytes: Buffer,
  pieces: number,
  pause: number,
): Promise<void> {
  await withFile(path, 'r+', async (file) => {
    for (const [from, to] of parts(bytes, pieces)) {
      await file.write(bytes, from, to - from, from);
      await sleep(pause);
    }
    await file.truncate(bytes.length);
  });
}

function parts(bytes: Buffer, pieces: number): [number, number][] {
  return Array.from({ length: pieces }, (_, index) => [
    Math.floor((bytes.length * index) / pieces),
    Math.floor((bytes.length * (index + 1)) / pieces),
  ]);
}

async function withFile(
  path: string,
  flags: 'w' | 'r+',
  act: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags);
  try {
    await act(file);
  } finally {
    await file.close();
  }
}
