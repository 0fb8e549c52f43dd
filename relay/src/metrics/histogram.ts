import { Series } from './series.ts';
import type { LabelValues, Sample } from './series.ts';

interface State {
  /** How many were at most as long as each bound, but not as the one before; beyond all of them at the end. */
  counts: number[];
  sum: number;
}

/** From a look-up in memory to an upload over a poor uplink, in seconds. */
export const DURATIONS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
] as const;

/** How long something takes, as counts of what took at most so long. */
export class Histogram<const L extends readonly string[]> {
  readonly type = 'histogram';
  readonly #bounds: readonly number[];
  readonly #series: Series<L, State>;

  /** @param bounds rising. */
  constructor(labels: L, bounds: readonly number[] = DURATIONS) {
    this.#bounds = bounds;
    this.#series = new Series(labels, () => ({
      counts: Array.from({ length: bounds.length + 1 }, () => 0),
      sum: 0,
    }));
  }

  /** @param value in seconds, where it is a duration. */
  observe(values: LabelValues<L>, value: number): void {
    const state = this.#series.at(values);
    if (state === undefined) return;
    const found = this.#bounds.findIndex((bound) => value <= bound);
    const at = found === -1 ? this.#bounds.length : found;
    state.counts[at] = (state.counts[at] ?? 0) + 1;
    state.sum += value;
  }

  *samples(): Generator<Sample> {
    for (const { labels, state } of this.#series) {
      let total = 0;
      for (const [n, count] of state.counts.entries()) {
        total += count;
        const bound = this.#bounds[n];
        const le = ['le', bound === undefined ? '+Inf' : String(bound)] as const;
        yield { suffix: '_bucket', labels: [...labels, le], value: total };
      }
      yield { suffix: '_sum', labels, value: state.sum };
      yield { suffix: '_count', labels, value: total };
    }
  }
}
