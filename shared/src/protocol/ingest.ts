import * as z from 'zod/mini';
import { PublicSession } from './session.ts';
import { EpochMs, Id, Sha256 } from './values.ts';

/** What a device learns about itself: the sessions it may deliver to, and the relay's clock. */
export const DeviceSelf = z.object({
  deviceId: Id,
  sessions: z.array(PublicSession),
  now: EpochMs,
  /** Largest blob the relay takes, in bytes. */
  maxBlobBytes: z.int(),
});
export type DeviceSelf = z.infer<typeof DeviceSelf>;

export const MissingBlobsQuery = z.object({
  hashes: z.array(Sha256).check(z.minLength(1), z.maxLength(1000)),
});
export type MissingBlobsQuery = z.infer<typeof MissingBlobsQuery>;

export const MissingBlobs = z.object({ missing: z.array(Sha256) });
export type MissingBlobs = z.infer<typeof MissingBlobs>;

export const StoredBlob = z.object({ hash: Sha256, bytes: z.int() });
export type StoredBlob = z.infer<typeof StoredBlob>;
