import path from 'node:path';
import { writeInPieces } from '../harness/file-writers.ts';
import type { Frame } from '../harness/frames.ts';
import { sleep } from '../harness/until.ts';

/**
 * A photographer who goes on shooting whatever happens: each frame in pieces, with pauses. Resolves
 * once all lie in the hot folder.
 */
export async function shoot(
  hotFolder: string,
  frames: Frame[],
  pauseMs: () => number,
): Promise<void> {
  for (const frame of frames) {
    await writeInPieces(path.join(hotFolder, frame.name), frame.bytes, { pieces: 4, ms: 60 });
    await sleep(pauseMs());
  }
}
