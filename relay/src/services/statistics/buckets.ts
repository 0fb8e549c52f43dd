import type { Latency, StatisticsBucket, StatisticsNumbers } from '@picture-live/shared/protocol';
import type { SessionNumbersRow } from '../../db/statistics-tables.ts';
import { MINUTE_MS, QUARTER_MS, sumOf } from '../../repositories/statistics.ts';
import type { Count, Stretch } from '../../repositories/statistics.ts';

/** Everything that is known of a stretch of time, in no order. */
export interface Found {
  numbers: SessionNumbersRow[];
  likes: Count[];
  messages: Count[];
  photos: Count[];
  latencies: TimedLatency[];
}

/** A photo that went live at `at` and was on a guest's screen `ms` after its file was complete. */
export interface TimedLatency {
  at: number;
  ms: number;
}

/** Buckets of these lengths are offered, in milliseconds. */
export const STEPS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  QUARTER_MS,
  60 * MINUTE_MS,
  24 * 60 * MINUTE_MS,
] as const;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** As many as a plot can show. */
export const MOST_BUCKETS = 1_500;
const USUAL_BUCKETS = 100;

/**
 * Chooses the stretch and the length of its buckets: the length that was asked for where there is
 * anything so fine and it does not make too many, or else the next larger one.
 *
 * @param minutesSince since when there are numbers by the minute.
 */
export function chooseBuckets(
  { from, to }: Stretch,
  asked: number | null,
  minutesSince: number,
): Stretch & { step: number } {
  const finest = from < minutesSince ? QUARTER_MS : MINUTE_MS;
  const most = asked === null ? USUAL_BUCKETS : MOST_BUCKETS;
  const fits = STEPS.find(
    (step) => step >= Math.max(finest, asked ?? 0) && (to - from) / step < most,
  );
  const step = fits ?? DAY_MS;
  const unit = Math.min(step, QUARTER_MS);
  const begin = Math.max(from - (from % unit), to - MOST_BUCKETS * step);
  const aligned = begin - (begin % unit);
  const count = Math.max(1, Math.ceil((to - aligned) / step));
  return { from: aligned, to: aligned + count * step, step };
}

/** A bucket for every step, empty ones too; the one that is under way is as long as it is `now`. */
export function fillBuckets(
  { from, to, step }: Stretch & { step: number },
  found: Found,
  now: number,
): StatisticsBucket[] {
  const indexOf = ({ at }: { at: number }): number => Math.floor((at - from) / step);
  const numbers = Map.groupBy(found.numbers, indexOf);
  const likes = Map.groupBy(found.likes, indexOf);
  const messages = Map.groupBy(found.messages, indexOf);
  const photos = Map.groupBy(found.photos, indexOf);
  const latencies = Map.groupBy(found.latencies, indexOf);
  const spanOf = (at: number): number => Math.min(step, Math.max(MINUTE_MS, now - at));
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => ({
    at: from + index * step,
    ...summary(
      {
        numbers: numbers.get(index) ?? [],
        likes: likes.get(index) ?? [],
        messages: messages.get(index) ?? [],
        photos: photos.get(index) ?? [],
        latencies: latencies.get(index) ?? [],
      },
      spanOf(from + index * step),
    ),
  }));
}

/** Everything of it as one, `spanMs` long. */
export function summary(found: Found, spanMs: number): StatisticsNumbers {
  const sum = sumOf(found.numbers);
  return {
    visits: sum.visits,
    photoViews: sum.photo_views,
    downloads: sum.downloads,
    archives: sum.archives,
    likes: total(found.likes),
    messages: total(found.messages),
    photos: total(found.photos),
    viewerPeak: sum.viewer_peak,
    viewerMean: Math.round((sum.viewer_ms / spanMs) * 100) / 100,
    latency: latencyOf(found.latencies.map(({ ms }) => ms)),
  };
}

function total(counts: readonly Count[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function latencyOf(unsorted: number[]): Latency {
  const sorted = unsorted.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

/** By nearest rank: a latency that some photo really had. */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
