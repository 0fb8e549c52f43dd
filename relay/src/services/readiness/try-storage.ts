import { createHash, randomBytes } from 'node:crypto';
import type { BlobStore } from '../../storage/blob-store.ts';
import type { Intake } from '../../storage/intake.ts';

export interface TryStorageDeps {
  blobs: Pick<BlobStore, 'put' | 'read' | 'remove'>;
  intake: Pick<Intake, 'begin'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/** However often anybody asks, the store is written to no more often. */
const EVERY_MS = 5_000;

/**
 * Writes a small blob, reads it and removes it again. Its content is new each time, so that two
 * instances on one store do not remove each other's. What a crash leaves of it nothing refers to:
 * it is collected.
 *
 * @returns asks: `ok`, or what is wrong.
 */
export function storageTrial(deps: TryStorageDeps): () => Promise<string> {
  let last: { at: number; said: Promise<string> } | null = null;
  return async () => {
    const at = deps.now();
    if (last === null || at - last.at >= EVERY_MS) last = { at, said: tryOnce(deps) };
    return last.said;
  };
}

async function tryOnce({ blobs, intake }: TryStorageDeps): Promise<string> {
  try {
    const content = randomBytes(64);
    const hash = createHash('sha256').update(content).digest('hex');
    const file = await intake.begin();
    try {
      await file.write(content);
      await file.close();
      await blobs.put(hash, file.path);
    } finally {
      await file.discard();
    }
    const back = await blobs.read(hash);
    await blobs.remove(hash);
    return back?.equals(content) === true
      ? 'ok'
      : 'The store of the pictures loses what it is given.';
  } catch {
    return 'The store of the pictures cannot be written to.';
  }
}
