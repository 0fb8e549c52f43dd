import type { SessionStatistics, StatisticsBucket } from '@picture-live/shared/protocol';
import { formatNumber } from '../words/formats.ts';
import { busiestOf } from './scale.ts';
import { sayBucket } from './times.ts';
import { numbersWords as words, sayLatency } from './words.ts';

/** One of the plots: what it shows of a bucket, and how that is said. */
export interface Series {
  id: string;
  title: string;
  kind: 'bars' | 'line';
  value: (bucket: Numbers) => number | null;
  above?: (bucket: Numbers) => number | null;
  /** Exactly, of a bucket or of the whole. */
  say: (bucket: Numbers) => string;
  format: (value: number) => string;
}

type Numbers = Omit<StatisticsBucket, 'at'>;

const counted = (id: 'visits' | 'photoViews' | 'likes' | 'messages' | 'photos'): Series => ({
  id,
  title: words[id],
  kind: 'bars',
  value: (bucket) => bucket[id],
  say: (bucket) => formatNumber(bucket[id]),
  format: formatNumber,
});

const duration = (ms: number): string => sayLatency(ms, formatNumber);

export const SERIES: readonly Series[] = [
  {
    id: 'viewers',
    title: words.viewers,
    kind: 'bars',
    value: ({ viewerPeak }) => viewerPeak,
    say: ({ viewerPeak, viewerMean }) =>
      words.viewersAt(formatNumber(viewerPeak), formatNumber(Math.round(viewerMean * 10) / 10)),
    format: formatNumber,
  },
  counted('visits'),
  counted('photoViews'),
  {
    id: 'downloads',
    title: words.downloads,
    kind: 'bars',
    value: ({ downloads, archives }) => downloads + archives,
    say: ({ downloads, archives }) =>
      words.downloadsAt(formatNumber(downloads), formatNumber(archives)),
    format: formatNumber,
  },
  counted('likes'),
  counted('messages'),
  counted('photos'),
  {
    id: 'latency',
    title: words.latency,
    kind: 'line',
    value: ({ latency }) => latency.p50,
    above: ({ latency }) => latency.p95,
    say: ({ latency: { p50, p95 } }) =>
      p50 === null || p95 === null ? words.nothing : words.latencyAt(duration(p50), duration(p95)),
    format: duration,
  },
];

/** What a plot says of the whole time. @param viewers how many there are at this moment. */
export function summaryOf(
  { id, say, value }: Series,
  { totals, buckets, step }: SessionStatistics,
  viewers: number | null,
): string {
  if (id === 'viewers') {
    const peak = Math.max(totals.viewerPeak, viewers ?? 0);
    return words.viewersNow(formatNumber(viewers ?? 0), formatNumber(peak));
  }
  if (id === 'downloads' || id === 'latency') return say(totals);
  const all = words.inAll(say(totals));
  const busiest = busiestOf(buckets.map((bucket) => value(bucket) ?? 0));
  const best = busiest === null ? undefined : buckets[busiest];
  return best === undefined ? all : words.most(all, sayBucket(best.at, step));
}
