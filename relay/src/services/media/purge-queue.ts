import { setTimeout as pause } from 'node:timers/promises';
import type { PurgeConfig } from '../../config/front.ts';
import { Gate } from '../../memory/gate.ts';

export interface PurgeLimits {
  /** Pictures that may wait; the ones after them are given up at once. */
  waiting: number;
  atOnce: number;
  tries: number;
  /** Before the second try, in milliseconds; doubled before each later one. */
  pauseMs: number;
  tryMs: number;
}

/** Ten tries are a quarter of an hour: a cache that is away longer starts empty or expires. */
const LIMITS: PurgeLimits = {
  waiting: 10_000,
  atOnce: 4,
  tries: 10,
  pauseMs: 1_000,
  tryMs: 5_000,
};

/** Tells a cache in front of the relay which pictures it must not hand out any more. */
export class PurgeQueue {
  readonly #config: PurgeConfig;
  readonly #limits: PurgeLimits;
  readonly #onFailure: (error: unknown) => void;
  readonly #gate: Gate;
  readonly #stopping = new AbortController();
  readonly #waiting = new Map<string, Promise<void>>();

  /** @param onFailure hears of every picture that was given up. */
  constructor(
    config: PurgeConfig,
    onFailure: (error: unknown) => void,
    limits: PurgeLimits = LIMITS,
  ) {
    this.#config = config;
    this.#limits = limits;
    this.#onFailure = onFailure;
    this.#gate = new Gate(limits.atOnce);
  }

  /** @param path of the picture, beginning with a slash. One that waits already waits once. */
  add(path: string): void {
    if (this.#stopping.signal.aborted || this.#waiting.has(path)) return;
    if (this.#waiting.size >= this.#limits.waiting) {
      this.#onFailure(new Error('Too many pictures wait to be purged; one was given up.'));
      return;
    }
    this.#waiting.set(path, this.#deliver(path));
  }

  /** Gives up what is still waiting. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#waiting.values());
  }

  /** Never throws. */
  async #deliver(path: string): Promise<void> {
    try {
      await this.#tryPatiently(path);
    } catch (error) {
      if (!this.#stopping.signal.aborted) {
        this.#onFailure(new Error('A picture could not be purged.', { cause: error }));
      }
    } finally {
      this.#waiting.delete(path);
    }
  }

  async #tryPatiently(path: string): Promise<void> {
    const { tries, pauseMs } = this.#limits;
    for (let tried = 1; ; tried += 1) {
      try {
        await this.#gate.run(() => this.#tryOnce(path));
        return;
      } catch (error) {
        if (tried >= tries) throw error;
        await pause(pauseMs * 2 ** (tried - 1), undefined, { signal: this.#stopping.signal });
      }
    }
  }

  /** A cache that does not have the picture may answer 404: it is gone all the same. */
  async #tryOnce(path: string): Promise<void> {
    const { url, method, token } = this.#config;
    const address = url.replace('{path}', path).replace('{encodedPath}', encodeURIComponent(path));
    const timeout = AbortSignal.timeout(this.#limits.tryMs);
    const reply = await fetch(address, {
      method,
      redirect: 'error',
      signal: AbortSignal.any([timeout, this.#stopping.signal]),
      ...(token === null ? {} : { headers: { authorization: `Bearer ${token}` } }),
    });
    await reply.body?.cancel();
    if (!reply.ok && reply.status !== 404) {
      throw new Error(`The cache answered ${reply.status} to a purge.`);
    }
  }
}
