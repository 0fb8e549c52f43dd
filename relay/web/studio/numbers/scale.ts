import { assertNever } from '@picture-live/shared/errors';

/** The highest line of a plot: the next round number, so that its label is one too. */
export function roundUp(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= highest) ?? 10;
  const top = step * power;
  // Nobody counts two and a half photos.
  return top < 10 ? Math.ceil(top) : top;
}

/** Where there is most; null where that says nothing: nothing, or all of it at once. */
export function busiestOf(values: readonly number[]): number | null {
  const most = Math.max(0, ...values);
  const some = values.filter((value) => value > 0);
  return some.length < 2 ? null : values.indexOf(most);
}

/** Which of `count` equally wide buckets is at `x` of a plot as wide as `width`. */
export function bucketAt(x: number, width: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor((x / width) * count)));
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type RangeName = 'hours' | 'day' | 'week' | 'all';

export interface Range {
  from: number;
  to: number;
  /** Milliseconds. */
  step: number;
}

/**
 * What is asked for, in whole hours or days of this computer's clock.
 *
 * @param since when the session was made; all in epoch milliseconds.
 */
export function rangeOf(name: RangeName, since: number, now: number): Range {
  const before = (ms: number): number => now - ms;
  switch (name) {
    case 'hours':
      return { from: floorTo(before(3 * HOUR_MS), 5 * MINUTE_MS), to: now, step: 5 * MINUTE_MS };
    case 'day':
      return { from: startOfHour(before(DAY_MS)), to: now, step: HOUR_MS };
    case 'week':
      return { from: startOfDay(before(6 * DAY_MS)), to: now, step: HOUR_MS };
    case 'all':
      return now - since <= 4 * DAY_MS
        ? { from: startOfHour(since), to: now, step: HOUR_MS }
        : { from: startOfDay(since), to: now, step: DAY_MS };
    default:
      return assertNever(name);
  }
}

function floorTo(at: number, unit: number): number {
  return at - (at % unit);
}

function startOfHour(at: number): number {
  const date = new Date(at);
  date.setMinutes(0, 0, 0);
  return date.getTime();
}

function startOfDay(at: number): number {
  const date = new Date(at);
  date.setHours(0, 0, 0, 0);
  return date.getTime();
}
