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

/** Photos that a laptop has published, as the relay calls them: asked after its data were restored. */
export const PhotosOutThere = z.object({
  photos: z
    .array(z.object({ id: Id, revision: z.int().check(z.gte(1)) }))
    .check(z.minLength(1), z.maxLength(500)),
});
export type PhotosOutThere = z.infer<typeof PhotosOutThere>;

/**
 * `missing`: those that the relay does not have in this revision. `incomplete`: those of which it has
 * no `full`; `withoutOriginal`: no original. One that was taken back or deleted is none of these.
 */
export const MissingPhotos = z.object({
  missing: z.array(Id),
  incomplete: z.array(Id),
  withoutOriginal: z.array(Id),
});
export type MissingPhotos = z.infer<typeof MissingPhotos>;
