import type { NumbersOverTime } from '../../bridge/ledger-calls.ts';
import type { Publication } from '../ledger/numbers-over-time.ts';
import { percentiles } from '../status.ts';
import type { GuestStep } from './guests.ts';
import type { Sample } from './samples.ts';

const MINUTE_MS = 60_000;

/** A stretch of time, cut into `count` steps. */
export interface Steps {
  /** Epoch milliseconds. */
  from: number;
  stepMs: number;
  count: number;
}

/**
 * The steps of the last so many minutes, of one or five minutes each, as the relay counts; they begin
 * at whole ones, so that no bar changes twice.
 */
export function stepsOf(minutes: number, now: number): Steps {
  const stepMs = minutes <= 60 ? MINUTE_MS : 5 * MINUTE_MS;
  const count = (minutes * MINUTE_MS) / stepMs;
  return { from: (Math.floor(now / stepMs) + 1 - count) * stepMs, stepMs, count };
}

/**
 * What happened in each step: most viewers, mean uplink rate, photos that went live (not their new
 * versions) and their latencies, and what guests did.
 */
export function overTime(
  { from, stepMs, count }: Steps,
  publications: readonly Publication[],
  samples: readonly Sample[],
  guests: readonly (GuestStep | null)[],
): NumbersOverTime {
  const stepOf = ({ at }: { at: number }) => Math.floor((at - from) / stepMs);
  const publishedIn = Map.groupBy(publications, stepOf);
  const sampledIn = Map.groupBy(samples, stepOf);
  const steps = Array.from({ length: count }, (_, step) => {
    const published = publishedIn.get(step) ?? [];
    const sampled = sampledIn.get(step) ?? [];
    const viewers = sampled.flatMap((sample) => (sample.viewers === null ? [] : [sample.viewers]));
    const rates = sampled.map(({ bytesPerSecond }) => bytesPerSecond);
    return {
      viewers: viewers.length === 0 ? null : Math.max(...viewers),
      bytesPerSecond: rates.length === 0 ? null : sum(rates) / rates.length,
      likes: guests[step]?.likes ?? null,
      downloads: guests[step]?.downloads ?? null,
      photos: published.filter(({ revision }) => revision === 1).length,
      published: percentiles(published.map(({ publishedMs }) => publishedMs)),
      painted: percentiles(
        published.flatMap(({ paintedMs }) => (paintedMs === null ? [] : [paintedMs])),
      ),
    };
  });
  return { from, stepMs, steps };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
