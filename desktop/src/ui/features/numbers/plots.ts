import type { NumbersOverTime } from '../../../bridge/ledger-calls.ts';
import type { Format, Words } from '../../app/words/index.ts';

type Step = NumbersOverTime['steps'][number];

/** One value for each step; null: nobody knows. */
export interface Series {
  name: string;
  values: readonly (number | null)[];
}

export interface PlotData {
  id: 'viewers' | 'likes' | 'downloads' | 'photos' | 'published' | 'painted' | 'uplink';
  title: string;
  /** Bars for one series, lines for two. */
  series: readonly [Series] | readonly [Series, Series];
  write: (value: number) => string;
  /** The largest value the plot has room for. */
  top: number;
  /** What all steps come to, where that says more than the newest one. */
  total: string | null;
}

/** The plots of a stretch of time: what each shows, how its numbers are written, how high it is. */
export function plotsOf(
  { steps, stepMs }: NumbersOverTime,
  words: Words,
  format: Format,
): PlotData[] {
  const { numbers } = words.ledger;
  const minutes = stepMs / 60_000;
  const duration = (milliseconds: number) => format.duration(milliseconds);
  const both = (of: 'published' | 'painted'): [Series, Series] => [
    { name: words.latency.median, values: steps.map((step) => step[of]?.p50 ?? null) },
    { name: words.latency.p95, values: steps.map((step) => step[of]?.p95 ?? null) },
  ];
  const one = (name: string, read: (step: Step) => number | null): [Series] => [
    { name, values: steps.map(read) },
  ];
  const counted = (id: 'likes' | 'downloads', read: (step: Step) => number | null): PlotData => {
    const known = steps.flatMap((step) => read(step) ?? []);
    const all = known.reduce((sum, value) => sum + value, 0);
    const total = known.length === 0 ? null : numbers.inAll(format.count(all));
    return { ...plot(id, numbers[id], one(numbers[id], read), format.count, 4), total };
  };
  return [
    plot(
      'viewers',
      numbers.viewers,
      one(numbers.viewers, ({ viewers }) => viewers),
      format.count,
      4,
    ),
    counted('likes', ({ likes }) => likes),
    counted('downloads', ({ downloads }) => downloads),
    plot(
      'photos',
      numbers.photos,
      one(numbers.photos, ({ photos }) => photos / minutes),
      format.amount,
      4,
    ),
    plot('published', numbers.published, both('published'), duration, 1_000),
    plot('painted', numbers.painted, both('painted'), duration, 1_000),
    plot(
      'uplink',
      numbers.uplink,
      one(numbers.uplink, ({ bytesPerSecond }) => bytesPerSecond),
      format.rate,
      125_000,
    ),
  ];
}

function plot(
  id: PlotData['id'],
  title: string,
  series: PlotData['series'],
  write: PlotData['write'],
  least: number,
): PlotData {
  const values = series.flatMap(({ values: all }) => all.filter((value) => value !== null));
  return { id, title, series, write, top: roundUp(Math.max(least, ...values)), total: null };
}

/** To the next 1, 2 or 5 with zeros behind it, or before it. */
export function roundUp(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * size >= value * (1 - 1e-9)) ?? 10;
  return step * size;
}

/** The newest value that is known; null: none is. */
export function newestOf({ values }: Series): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

/** Stretches of a line between steps of which nothing is known, as points in a box. */
export function linesOf(
  values: readonly (number | null)[],
  top: number,
  box: { width: number; height: number },
): string[] {
  const stepWidth = box.width / values.length;
  const stretches: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) stretches.push([]);
    else {
      const x = (index + 0.5) * stepWidth;
      const y = box.height - (Math.min(value, top) / top) * box.height;
      stretches.at(-1)?.push(`${x.toFixed(1)},${y.toFixed(1)}`);
    }
  }
  return stretches.filter((points) => points.length > 0).map((points) => points.join(' '));
}
