import type { RedisLink } from '../redis/link.ts';
import { FanOutMessage } from './fan-out.ts';
import type { FanOut, FanOutListener } from './fan-out.ts';
import { InProcessFanOut } from './in-process-fan-out.ts';
import { StreamReader } from './stream-reader.ts';
import type { EntryFields } from './stream-reader.ts';
import { StreamWriter } from './stream-writer.ts';

/** Unreadable entries are reported no more often. */
const REPORT_EVERY_MS = 10_000;

export interface RedisFanOutDeps {
  redis: RedisLink;
  /** Of this process, and no other. */
  instance: string;
  /** Told of what cannot be read; `count` since the last time. */
  onUnreadable: (count: number, reason: string) => void;
}

/**
 * Fan-out of several instances: own listeners are told at once, the others read the same stream.
 * A broken connection loses nothing that the stream still holds; a message may come twice.
 */
export class RedisFanOut implements FanOut {
  readonly #own = new InProcessFanOut();
  readonly #deps: RedisFanOutDeps;
  readonly #writer: StreamWriter;
  readonly #reader: StreamReader;
  readonly #onGap = new Set<() => void>();
  readonly #stopHearing: () => void;
  #unreadable = 0;
  #reportedAt = -Infinity;

  constructor(deps: RedisFanOutDeps) {
    const { redis, instance } = deps;
    const stream = redis.key('fan-out');
    this.#deps = deps;
    this.#writer = new StreamWriter({ redis, stream, instance });
    this.#reader = new StreamReader({
      redis,
      stream,
      onEntry: (fields) => this.#hear(fields),
      onGap: () => this.#noticeGap(),
    });
    // What others could not write meanwhile is not in the stream.
    this.#stopHearing = redis.onUp(() => this.#noticeGap());
  }

  publish(message: FanOutMessage): void {
    this.#own.deliver(message);
    this.#writer.write(message);
  }

  deliver(message: FanOutMessage): void {
    this.#own.deliver(message);
  }

  subscribe(listener: FanOutListener): () => void {
    return this.#own.subscribe(listener);
  }

  onGap(listener: () => void): () => void {
    this.#onGap.add(listener);
    return () => this.#onGap.delete(listener);
  }

  async stop(): Promise<void> {
    this.#stopHearing();
    await this.#writer.stop();
    await this.#reader.stop();
  }

  #noticeGap(): void {
    for (const listener of this.#onGap) listener();
  }

  #hear(fields: EntryFields): void {
    if (fields.get('from') === this.#deps.instance) return;
    const message = this.#read(fields.get('message') ?? '');
    if (message !== null) this.#own.deliver(message);
  }

  #read(text: string): FanOutMessage | null {
    try {
      return FanOutMessage.parse(JSON.parse(text));
    } catch (error) {
      this.#unreadable += 1;
      this.#report(String(error));
      return null;
    }
  }

  #report(reason: string): void {
    const now = performance.now();
    if (now - this.#reportedAt < REPORT_EVERY_MS) return;
    this.#reportedAt = now;
    this.#deps.onUnreadable(this.#unreadable, reason.slice(0, 200));
    this.#unreadable = 0;
  }
}
