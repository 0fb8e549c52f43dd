import type { NumbersOverTime } from '../../bridge/ledger-calls.ts';
import type { Publication } from '../ledger/numbers-over-time.ts';
import { percentiles } from '../status.ts';
import type { Sample } from './samples.ts';

/** Bars in a plot. */
const STEPS = 60;

/** The steps of the last so many minutes; they begin at whole ones, so that no bar changes twice. */
export function stepsOf(minutes: number, now: number): { from: number; stepMs: number } {
  const stepMs = (minutes * 60_000) / STEPS;
  return { from: (Math.floor(now / stepMs) + 1 - STEPS) * stepMs, stepMs };
}

/**
 * What happened in each step: most viewers, mean uplink rate, photos that went live (not their new
 * versions) and their latencies.
 */
export function overTime(
  { from, stepMs }: { from: number; stepMs: number },
  publications: readonly Publication[],
  samples: readonly Sample[],
): NumbersOverTime {
  const stepOf = ({ at }: { at: number }) => Math.floor((at - from) / stepMs);
  const publishedIn = Map.groupBy(publications, stepOf);
  const sampledIn = Map.groupBy(samples, stepOf);
  const steps = Array.from({ length: STEPS }, (_, step) => {
    const published = publishedIn.get(step) ?? [];
    const sampled = sampledIn.get(step) ?? [];
    const viewers = sampled.flatMap((sample) => (sample.viewers === null ? [] : [sample.viewers]));
    const rates = sampled.map(({ bytesPerSecond }) => bytesPerSecond);
    return {
      viewers: viewers.length === 0 ? null : Math.max(...viewers),
      bytesPerSecond: rates.length === 0 ? null : sum(rates) / rates.length,
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
