import { open, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sleep } from './until.ts';

export interface Pace {
  pieces: number;
  /** From the first piece to the last. */
  ms: number;
  /** Called after each piece with the share written so far, 0…1. */
  onPiece?: (share: number) => void | Promise<void>;
}

/** Where each piece lies in the file, first to last. */
function cut(length: number, pieces: number): { start: number; end: number }[] {
  const size = Math.ceil(length / pieces);
  const cuts = [];
  for (let start = 0; start < length; start += size) {
    cuts.push({ start, end: Math.min(start + size, length) });
  }
  return cuts;
}

async function writePieces(
  file: string,
  bytes: Buffer,
  pace: Pace,
  order: 'front to back' | 'back to front',
): Promise<number> {
  const handle = await open(file, 'r+').catch(() => open(file, 'w'));
  try {
    const cuts = cut(bytes.length, pace.pieces);
    if (order === 'back to front') cuts.reverse();
    const pause = pace.ms / Math.max(1, cuts.length - 1);
    const started = performance.now();
    for (const [index, { start, end }] of cuts.entries()) {
      const due = started + index * pause - performance.now();
      if (due > 1) await sleep(due);
      await handle.write(bytes, start, end - start, start);
      await pace.onPiece?.((index + 1) / cuts.length);
    }
    return Date.now();
  } finally {
    await handle.close();
  }
}

/** Writes a file as a camera utility does, in pieces; resolves to when the last byte was in. */
export function writeInPieces(file: string, bytes: Buffer, pace: Pace): Promise<number> {
  return writePieces(file, bytes, pace, 'front to back');
}

/** As some SMB clients do: the whole size first, full of zeros, then the content. */
export async function writePreallocated(file: string, bytes: Buffer, pace: Pace): Promise<number> {
  const handle = await open(file, 'w');
  await handle.truncate(bytes.length);
  await handle.close();
  return writePieces(file, bytes, pace, 'front to back');
}

/** The end of the file first: complete in size at once, and its start is the last to come. */
export function writeBackToFront(file: string, bytes: Buffer, pace: Pace): Promise<number> {
  return writePieces(file, bytes, pace, 'back to front');
}

/** Appears in one moment, whole, as from a program that writes elsewhere and moves. */
export async function writeAtOnce(file: string, bytes: Buffer): Promise<number> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.tmp`);
  await writeFile(draft, bytes);
  await rename(draft, file);
  return Date.now();
}
