import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { RedisSettings } from './settings.ts';

/** `off`: none is configured. `away`: there is one, and it does not answer. */
export type RedisState = 'off' | 'up' | 'away';

/** What the log is told; `away` and `up` once per change. */
export type RedisNews =
  { state: 'up' } | { state: 'away'; error: Error | null } | { state: 'failing'; error: Error };

/** A command that has no answer by then has failed, and so has the connection. */
const ANSWER_MS = 1_500;
/** Without anything to ask it is asked this often whether it is there. */
const ASK_EVERY_MS = 1_000;
/** A start waits no longer for it. */
const START_MS = 2_000;
const RECONNECT = { firstMs: 50, capMs: 1_000 };
/** Refused commands (no memory, a replica that only reads) are reported no more often. */
const REPORT_EVERY_MS = 60_000;

/**
 * A Redis that instances share. It may go away at any time: commands fail at once while it is away
 * and after `ANSWER_MS` when that is only found out; nothing is queued, and it is looked for until
 * it is back.
 */
export class RedisLink {
  /** For commands that are answered at once. */
  readonly commands: Redis;
  readonly #settings: RedisSettings;
  readonly #onUp = new Set<() => void>();
  readonly #asking: NodeJS.Timeout;
  readonly #tell: (news: RedisNews) => void;
  #state: 'up' | 'away' = 'away';
  #saidAway = false;
  #error: Error | null = null;
  #reportedAt = -Infinity;
  #closed = false;

  constructor(settings: RedisSettings, tell: (news: RedisNews) => void) {
    this.#settings = settings;
    this.#tell = tell;
    this.commands = new Redis(optionsOf(settings, ANSWER_MS));
    this.commands.on('error', (error: Error) => (this.#error = error));
    this.commands.on('ready', () => this.#becomeUp());
    this.commands.on('close', () => this.#becomeAway());
    this.#asking = setInterval(() => this.#ask(), ASK_EVERY_MS).unref();
  }

  state(): 'up' | 'away' {
    return this.#state;
  }

  key(name: string): string {
    return this.#settings.prefix + name;
  }

  /** Resolves when it answers, or when the start should not wait any longer. */
  async started(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.onUp(resolve);
    const timer = setTimeout(resolve, START_MS);
    if (this.#state === 'up' || this.#saidAway) resolve();
    this.commands.once('close', resolve);
    await promise;
    this.commands.off('close', resolve);
    clearTimeout(timer);
    stop();
  }

  /** Called each time it is there again; returns how to stop that. */
  onUp(listener: () => void): () => void {
    this.#onUp.add(listener);
    return () => this.#onUp.delete(listener);
  }

  /**
   * A connection of its own, for commands that wait.
   *
   * @param waitMs how long they wait; somewhat later the connection counts as broken.
   */
  openWaiting(waitMs: number): Redis {
    const waiting = new Redis(optionsOf(this.#settings, waitMs + ANSWER_MS));
    // What becomes of Redis is told by the other connection.
    waiting.on('error', () => {});
    return waiting;
  }

  /** A command was refused, or its answer never came. */
  failed(error: unknown): void {
    const now = performance.now();
    if (this.#state === 'away' || now - this.#reportedAt < REPORT_EVERY_MS) return;
    this.#reportedAt = now;
    this.#tell({
      state: 'failing',
      error: error instanceof Error ? error : new Error(String(error)),
    });
  }

  close(): void {
    this.#closed = true;
    this.#state = 'away';
    clearInterval(this.#asking);
    this.commands.disconnect();
  }

  #ask(): void {
    // No answer breaks the connection, which is how its absence is noticed.
    if (this.#state === 'up') this.commands.ping().catch(() => {});
  }

  #becomeUp(): void {
    this.#state = 'up';
    this.#saidAway = false;
    this.#error = null;
    this.#tell({ state: 'up' });
    for (const listener of this.#onUp) listener();
  }

  #becomeAway(): void {
    this.#state = 'away';
    if (this.#saidAway || this.#closed) return;
    this.#saidAway = true;
    this.#tell({ state: 'away', error: this.#error });
  }
}

type Options = RedisOptions & { replyMapping: 'legacy' };

function optionsOf({ tls, ...settings }: RedisSettings, answerMs: number): Options {
  return {
    host: settings.host,
    port: settings.port,
    ...(settings.user !== null && { username: settings.user }),
    ...(settings.password !== null && { password: settings.password }),
    ...(tls !== 'off' && { tls: { rejectUnauthorized: tls === 'verify' } }),
    // Older servers and Valkey speak it, and streams are lists in it.
    protocol: 2,
    replyMapping: 'legacy',
    connectTimeout: 3_000,
    socketTimeout: answerMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => {
      const cap = Math.min(RECONNECT.capMs, RECONNECT.firstMs * 2 ** Math.min(times - 1, 10));
      return cap / 2 + (Math.random() * cap) / 2;
    },
    // After a failover the old primary only reads.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  };
}

/**
 * Asks the Redis that all instances share, or does it alone: for this instance, while there is none
 * to ask.
 */
export async function sharedOrAlone<T>(
  redis: RedisLink,
  shared: (commands: Redis) => Promise<T>,
  alone: () => Promise<T>,
): Promise<T> {
  if (redis.state() === 'away') return alone();
  try {
    return await shared(redis.commands);
  } catch (error) {
    redis.failed(error);
    return alone();
  }
}
