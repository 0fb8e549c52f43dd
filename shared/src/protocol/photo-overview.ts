import * as z from 'zod/mini';
import { EpochMs } from './values.ts';

/**
 * How a session's photos are listed: the newest first, by when they came in; or as the day went, by
 * when they were taken, the earliest first.
 */
export const PhotoOrder = z.enum(['arrival', 'captured']);
export type PhotoOrder = z.infer<typeof PhotoOrder>;

const Count = z.int().check(z.gte(0));
const Named = z.object({ name: z.string(), count: Count });

/**
 * What a list of photos holds and what it can be narrowed to, without loading it. Each count says
 * how many photos there would be with that chosen as well; of photographers and tags, in place of
 * the one that is.
 */
export const PhotoOverview = z.object({
  count: Count,
  /** Hours of the asker's clock in which photos were taken, the earliest first. */
  hours: z.array(z.object({ from: EpochMs, count: Count })),
  /** Those with the most photos first. */
  photographers: z.array(Named),
  tags: z.array(Named),
  featured: Count,
  /** By whoever asks; null for whoever has no name. */
  liked: z.nullable(Count),
});
export type PhotoOverview = z.infer<typeof PhotoOverview>;

/** A ZIP that has not been made yet: exactly so many bytes, if nothing is taken back meanwhile. */
export const ArchiveSize = z.object({ photos: Count, bytes: Count });
export type ArchiveSize = z.infer<typeof ArchiveSize>;
