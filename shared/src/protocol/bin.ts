import * as z from 'zod/mini';
import { Photo } from './photo.ts';
import { EpochMs } from './values.ts';

/** A photo that was deleted, or taken back at its laptop, and can come back until `restorableUntil`. */
export const BinPhoto = z.extend(Photo, {
  removedAt: EpochMs,
  restorableUntil: EpochMs,
  /** Its laptop took it back. */
  byLaptop: z.optional(z.boolean()),
});
export type BinPhoto = z.infer<typeof BinPhoto>;

/** What was deleted last comes first. */
export const BinPage = z.object({
  photos: z.array(BinPhoto),
  nextCursor: z.nullable(z.string()),
});
export type BinPage = z.infer<typeof BinPage>;
