import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import * as z from 'zod/mini';
import type { RedisLink } from '../redis/link.ts';
import { BEGINNING, placeIn } from './stream-place.ts';

/** How long Redis keeps a question open that it has no answer to. */
const WAIT_MS = 2_000;
const BATCH = 100;
/** After a failure that the connection has survived. */
const RETRY_MS = 1_000;

const Entries = z.array(z.tuple([z.string(), z.array(z.string())]));
/** Null where nothing came in time. */
const Reply = z.nullable(z.array(z.tuple([z.string(), Entries])));

/** The fields of an entry by name. */
export type EntryFields = ReadonlyMap<string, string>;

export interface StreamReaderDeps {
  redis: RedisLink;
  /** Key of the stream. */
  stream: string;
  /** Must not throw. */
  onEntry: (fields: EntryFields) => void;
  /** Entries may have been missed. */
  onGap: () => void;
}

/**
 * Reads a stream from the moment it is opened, each entry once and in order, over broken
 * connections; on one connection of its own.
 */
export class StreamReader {
  readonly #deps: StreamReaderDeps;
  readonly #connection: Redis;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  /** The last entry that was read; null before the first look at the stream. */
  #after: string | null = null;
  #isPlaced = false;

  constructor(deps: StreamReaderDeps) {
    this.#deps = deps;
    this.#connection = deps.redis.openWaiting(WAIT_MS);
    this.#connection.on('close', () => (this.#isPlaced = false));
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#connection.disconnect();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const isStopping = (): boolean => signal.aborted;
    while (!isStopping()) {
      try {
        if (this.#connection.status !== 'ready') await once(this.#connection, 'ready', { signal });
        await this.#readOn();
      } catch (error) {
        if (isStopping() || this.#connection.status !== 'ready') continue;
        this.#deps.redis.failed(error);
        await pause(RETRY_MS, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  }

  async #readOn(): Promise<void> {
    const after = this.#isPlaced && this.#after !== null ? this.#after : await this.#findPlace();
    const entries = await this.#wait(after);
    for (const [id, fields] of entries) {
      this.#after = id;
      this.#deps.onEntry(namesAndValues(fields));
    }
    // Somebody may have deleted the stream meanwhile: nothing else would ever show it.
    if (entries.length === 0) this.#isPlaced = false;
  }

  async #wait(after: string): Promise<z.infer<typeof Entries>> {
    const { stream } = this.#deps;
    const where = ['STREAMS', stream, after] as const;
    const reply = await this.#connection.xread('COUNT', BATCH, 'BLOCK', WAIT_MS, ...where);
    return Reply.parse(reply)?.[0]?.[1] ?? [];
  }

  async #findPlace(): Promise<string> {
    const { stream } = this.#deps;
    const oldest = await this.#end(this.#connection.xrange(stream, '-', '+', 'COUNT', 1));
    const newest = await this.#end(this.#connection.xrevrange(stream, '+', '-', 'COUNT', 1));
    const place =
      this.#after === null
        ? { after: newest ?? BEGINNING, gap: false }
        : placeIn({ oldest, newest }, this.#after);
    this.#after = place.after;
    this.#isPlaced = true;
    if (place.gap) this.#deps.onGap();
    return place.after;
  }

  async #end(asked: Promise<unknown>): Promise<string | null> {
    return Entries.parse(await asked)[0]?.[0] ?? null;
  }
}

function namesAndValues(list: string[]): EntryFields {
  const fields = new Map<string, string>();
  for (let index = 0; index + 1 < list.length; index += 2) {
    fields.set(list[index] ?? '', list[index + 1] ?? '');
  }
  return fields;
}
