import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const PIECES = 12;

/**
 * Writes a file under its final name, as camera software does: at once, or in pieces over a while.
 * The signal cuts only the waiting short: the file is always whole in the end.
 *
 * @param overMs 0: at once
 */
export async function writeAsCamera(
  file: string,
  bytes: Uint8Array,
  overMs: number,
  signal: AbortSignal,
): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    const step = overMs === 0 ? bytes.length : Math.ceil(bytes.length / PIECES);
    for (let from = 0; from < bytes.length; from += step) {
      if (from > 0) await pause(overMs / PIECES, signal);
      await handle.write(bytes, from, Math.min(step, bytes.length - from));
    }
  } finally {
    await handle.close();
  }
}

/** Waits; the signal ends the wait early. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
