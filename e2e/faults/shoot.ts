import path from 'node:path';
import { writeInPieces } from '../harness/file-writers.ts';
import type { Frame } from '../harness/frames.ts';
import { sleep } from '../harness/until.ts';

export interface Shoot {
  /** Resolves once all frames lie in the hot folder. */
  finished: Promise<void>;
  /** Frames that are there by now. */
  written(): number;
}

/** A photographer who goes on shooting whatever happens: each frame in pieces, with pauses. */
export function startShoot(hotFolder: string, frames: Frame[], pauseMs: () => number): Shoot {
  let written = 0;
  const finished = (async () => {
    for (const frame of frames) {
      await writeInPieces(path.join(hotFolder, frame.name), frame.bytes, { pieces: 4, ms: 60 });
      written += 1;
      await sleep(pauseMs());
    }
  })();
  // A failure is met where `finished` is awaited; until then it must not count as unhandled.
  finished.catch(() => undefined);
  return { finished, written: () => written };
}
