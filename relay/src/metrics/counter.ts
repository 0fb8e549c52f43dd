import { Series } from './series.ts';
import type { LabelValues, Sample } from './series.ts';

/** Something that only grows. */
export class Counter<const L extends readonly string[]> {
  readonly type = 'counter';
  readonly #series: Series<L, { value: number }>;

  constructor(labels: L) {
    this.#series = new Series(labels, () => ({ value: 0 }));
  }

  add(values: LabelValues<L>, by = 1): void {
    const state = this.#series.at(values);
    if (state !== undefined) state.value += by;
  }

  *samples(): Generator<Sample> {
    for (const { labels, state } of this.#series) yield { suffix: '', labels, value: state.value };
  }
}

/** Something that goes up and down, such as what is under way. */
export class Gauge<const L extends readonly string[]> {
  readonly type = 'gauge';
  readonly #series: Series<L, { value: number }>;

  constructor(labels: L) {
    this.#series = new Series(labels, () => ({ value: 0 }));
  }

  /** @returns takes it off again, once. */
  hold(values: LabelValues<L>): () => void {
    const state = this.#series.at(values) ?? { value: 0 };
    state.value += 1;
    let isHeld = true;
    return () => {
      if (isHeld) state.value -= 1;
      isHeld = false;
    };
  }

  *samples(): Generator<Sample> {
    for (const { labels, state } of this.#series) yield { suffix: '', labels, value: state.value };
  }
}
