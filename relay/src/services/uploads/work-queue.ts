import { availableParallelism } from 'node:os';
import { PictureLiveError } from '@picture-live/shared/errors';
import { Gate } from '../../memory/gate.ts';

/** Requests with files that are read or developed at once; the next is asked to come later. */
const MAX_REQUESTS = 16;

/** Keeps uploads from taking the whole machine: pictures are developed one per core. */
export class WorkQueue {
  readonly #cores: Gate;
  readonly #width: number;
  readonly #maxRequests: number;
  #requests = 0;

  constructor(cores = availableParallelism(), maxRequests = MAX_REQUESTS) {
    this.#cores = new Gate(cores);
    this.#width = cores;
    this.#maxRequests = maxRequests;
  }

  /** @throws PictureLiveError `unavailable` where there are too many already. */
  async admit<T>(work: () => Promise<T>): Promise<T> {
    if (this.#requests >= this.#maxRequests) {
      throw new PictureLiveError('unavailable', 'Too many uploads at once: try again shortly.');
    }
    this.#requests += 1;
    try {
      return await work();
    } finally {
      this.#requests -= 1;
    }
  }

  /** Requests under way, and pictures that are being developed or wait for a core. */
  state(): { requests: number; developing: number; waiting: number } {
    const { free, waiting } = this.#cores.state;
    return { requests: this.#requests, developing: this.#width - free, waiting };
  }

  async develop<T>(work: () => Promise<T>): Promise<T> {
    return this.#cores.run(work);
  }
}
