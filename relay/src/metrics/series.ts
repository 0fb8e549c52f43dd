/** The values of a family's labels, in the order of their names. */
export type LabelValues<L extends readonly string[]> = { readonly [K in keyof L]: string };

/** One number of a family, as it is written. */
export interface Sample {
  /** Behind the family's name: `_bucket`, `_sum`, `_count`, or nothing. */
  suffix: string;
  labels: readonly (readonly [name: string, value: string])[];
  value: number;
}

/**
 * Different values of labels of one family. All of ours come from small sets (routes, statuses,
 * outcomes); should one not, it must not fill the memory.
 */
const MAX_SERIES = 2_000;

/** Numbers by the values of their labels. */
export class Series<L extends readonly string[], T> {
  readonly #names: L;
  readonly #make: () => T;
  readonly #kept = new Map<string, { values: LabelValues<L>; state: T }>();

  constructor(names: L, make: () => T) {
    this.#names = names;
    this.#make = make;
  }

  /** Undefined where there are too many already. */
  at(values: LabelValues<L>): T | undefined {
    const key = values.join('\0');
    const found = this.#kept.get(key);
    if (found !== undefined) return found.state;
    if (this.#kept.size >= MAX_SERIES) return undefined;
    const state = this.#make();
    this.#kept.set(key, { values, state });
    return state;
  }

  *[Symbol.iterator](): Generator<{ labels: Sample['labels']; state: T }> {
    // What has no labels is there from the start: a counter at 0 says more than none.
    if (this.#names.length === 0 && this.#kept.size === 0)
      yield { labels: [], state: this.#make() };
    for (const { values, state } of this.#kept.values()) {
      yield { labels: this.#names.map((name, n) => [name, values[n] ?? ''] as const), state };
    }
  }
}
