import * as z from 'zod/mini';
import { Photo } from './photo.ts';
import { EpochMs, Id } from './values.ts';

/**
 * What a page says of itself: that it was opened (once), and which photos were opened in its viewer
 * since it last said so. Counted, and forgotten at once who it was.
 */
export const Seen = z.object({
  sessionId: Id,
  visit: z.optional(z.boolean()),
  photoIds: z.array(Id).check(z.maxLength(40)),
});
export type Seen = z.infer<typeof Seen>;

/** File complete on the laptop → painted on a guest's screen, in milliseconds; null: nothing was. */
export const Latency = z.object({ p50: z.nullable(z.int()), p95: z.nullable(z.int()) });
export type Latency = z.infer<typeof Latency>;

const numbers = {
  /** Galleries that were opened. */
  visits: z.int(),
  /** Photos that were opened in the viewer. */
  photoViews: z.int(),
  /** Photos that were taken along one by one, and ZIPs. */
  downloads: z.int(),
  archives: z.int(),
  /** Those that were not taken back. */
  likes: z.int(),
  messages: z.int(),
  /** Photos that went live for the first time. */
  photos: z.int(),
  /** Most open pages in a minute, and their mean over the time. */
  viewerPeak: z.int(),
  viewerMean: z.number(),
  latency: Latency,
};

export const StatisticsNumbers = z.object(numbers);
export type StatisticsNumbers = z.infer<typeof StatisticsNumbers>;

/** The `step` milliseconds that begin at `at`. */
export const StatisticsBucket = z.object({ at: EpochMs, ...numbers });
export type StatisticsBucket = z.infer<typeof StatisticsBucket>;

/** From `from` to `to`, the end not included, a bucket for every `step` of it. */
export const SessionStatistics = z.object({
  from: EpochMs,
  to: EpochMs,
  step: z.int(),
  totals: StatisticsNumbers,
  buckets: z.array(StatisticsBucket),
});
export type SessionStatistics = z.infer<typeof SessionStatistics>;

/** `slowest`: which took longest to reach a guest. */
export const PhotoRanking = z.enum(['views', 'downloads', 'likes', 'slowest']);
export type PhotoRanking = z.infer<typeof PhotoRanking>;

export const PhotoNumbers = z.object({
  photo: Photo,
  views: z.int(),
  downloads: z.int(),
  likes: z.int(),
  /** Milliseconds; null where no guest has told. */
  latencyMs: z.nullable(z.int()),
});
export type PhotoNumbers = z.infer<typeof PhotoNumbers>;

/** The first of a ranking; those with nothing of it are left out. */
export const TopPhotos = z.object({ photos: z.array(PhotoNumbers) });
export type TopPhotos = z.infer<typeof TopPhotos>;
