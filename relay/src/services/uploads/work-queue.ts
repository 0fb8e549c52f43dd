import { availableParallelism } from 'node:os';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Gate } from '../../memory/gate.ts';
import { isVisitor } from '../access/policy.ts';
import type { Standing } from '../access/policy.ts';

/** Requests with files that are read or developed at once; the next is asked to come later. */
const MAX_REQUESTS = 16;
/** Of these, requests of visitors: however slowly guests send theirs, members find room. */
const MAX_OF_VISITORS = 8;

export type DevelopOutcome = 'ok' | 'failed';
/** Told how long a picture took, in milliseconds. */
export type OnDeveloped = (ms: number, outcome: DevelopOutcome) => void;

/** Keeps uploads from taking the whole machine: pictures are developed one per core. */
export class WorkQueue {
  readonly #cores: Gate;
  readonly #width: number;
  readonly #maxRequests: number;
  readonly #onDeveloped: OnDeveloped;
  #requests = 0;
  #ofVisitors = 0;

  constructor(
    cores = availableParallelism(),
    maxRequests = MAX_REQUESTS,
    onDeveloped: OnDeveloped = () => undefined,
  ) {
    this.#onDeveloped = onDeveloped;
    this.#cores = new Gate(cores);
    this.#width = cores;
    this.#maxRequests = maxRequests;
  }

  /**
   * Takes a place for a request of somebody who may upload: not before that is known, or whoever
   * opens sixteen connections keeps everybody out.
   *
   * @returns how to give it back, once.
   * @throws PictureLiveError `unavailable` where there are too many already.
   */
  enter(standing: Standing): () => void {
    const isOfVisitor = isVisitor(standing);
    if (
      this.#requests >= this.#maxRequests ||
      (isOfVisitor && this.#ofVisitors >= MAX_OF_VISITORS)
    ) {
      throw new PictureLiveError('unavailable', 'Too many uploads at once: try again shortly.');
    }
    const count = (by: number): void => {
      this.#requests += by;
      if (isOfVisitor) this.#ofVisitors += by;
    };
    count(1);
    return () => count(-1);
  }

  /** Requests under way, and pictures that are being developed or wait for a core. */
  state(): { requests: number; developing: number; waiting: number } {
    const { free, waiting } = this.#cores.state;
    return { requests: this.#requests, developing: this.#width - free, waiting };
  }

  async develop<T>(work: () => Promise<T>): Promise<T> {
    return this.#cores.run(async () => this.#timed(work));
  }

  async #timed<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    let outcome: DevelopOutcome = 'failed';
    try {
      const done = await work();
      outcome = 'ok';
      return done;
    } finally {
      this.#onDeveloped(performance.now() - began, outcome);
    }
  }
}
