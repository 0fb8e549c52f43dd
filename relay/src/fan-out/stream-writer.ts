import type { RedisLink } from '../redis/link.ts';
import type { FanOutMessage } from './fan-out.ts';

/**
 * Entries the stream keeps, roughly: an instance that was cut off for some minutes finds what it
 * missed. A thousand of them weigh about a megabyte.
 */
const KEPT_ENTRIES = 10_000;
/**
 * Messages that wait for Redis. The oldest give way: what they said is found in the database by
 * every instance for itself (realtime/look-around.ts).
 */
export const MAX_WAITING = 1_000;
/** At once in one round trip. */
const BATCH = 100;
/** After Redis has refused them. */
const RETRY_MS = 1_000;

/** Worth nothing a moment later. */
const OF_THE_MOMENT = new Set<FanOutMessage['kind']>(['presence', 'upload_progress']);

export interface StreamWriterDeps {
  redis: RedisLink;
  /** Key of the stream. */
  stream: string;
  /** Who writes. */
  instance: string;
}

/** Puts messages into the stream, in order, and keeps a bounded number while Redis is away. */
export class StreamWriter {
  readonly #deps: StreamWriterDeps;
  readonly #waiting: string[] = [];
  readonly #stopHearing: () => void;
  #writing: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(deps: StreamWriterDeps) {
    this.#deps = deps;
    this.#stopHearing = deps.redis.onUp(() => {
      this.#endRetry();
      this.#start();
    });
  }

  write(message: FanOutMessage): void {
    if (this.#stopped) return;
    if (this.#deps.redis.state() === 'away' && OF_THE_MOMENT.has(message.kind)) return;
    this.#waiting.push(JSON.stringify(message));
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    this.#start();
  }

  /** Waits for what is being written, and writes nothing more. */
  async stop(): Promise<void> {
    await this.#writing;
    this.#stopped = true;
    this.#stopHearing();
    this.#endRetry();
  }

  #start(): void {
    if (this.#stopped || this.#writing !== null || this.#retry !== null) return;
    this.#writing = this.#writeAll().finally(() => (this.#writing = null));
  }

  async #writeAll(): Promise<void> {
    const { redis } = this.#deps;
    while (this.#waiting.length > 0 && redis.state() === 'up') {
      const batch = this.#waiting.splice(0, BATCH);
      const failed = await this.#writeBatch(batch);
      if (failed.length === 0) continue;
      const room = Math.max(0, MAX_WAITING - this.#waiting.length);
      if (room > 0) this.#waiting.unshift(...failed.slice(-room));
      this.#tryLater();
      return;
    }
  }

  /** @returns what may not have been written; written twice does no harm. */
  async #writeBatch(batch: string[]): Promise<string[]> {
    const { redis, stream, instance } = this.#deps;
    const pipeline = redis.commands.pipeline();
    for (const message of batch) {
      const entry = ['from', instance, 'message', message];
      pipeline.xadd(stream, 'MAXLEN', '~', KEPT_ENTRIES, '*', ...entry);
    }
    try {
      const replies = (await pipeline.exec()) ?? [];
      const refused = replies.find(([error]) => error !== null)?.[0];
      if (refused !== undefined) redis.failed(refused);
      return batch.filter((_message, index) => replies[index]?.[0] !== null);
    } catch (error) {
      redis.failed(error);
      return batch;
    }
  }

  #tryLater(): void {
    if (this.#stopped) return;
    this.#retry = setTimeout(() => {
      this.#endRetry();
      this.#start();
    }, RETRY_MS).unref();
  }

  #endRetry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = null;
  }
}
