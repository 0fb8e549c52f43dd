import { v7 as uuid } from 'uuid';
import { InProcessFanOut } from '../fan-out/in-process-fan-out.ts';
import { RedisFanOut } from '../fan-out/redis-fan-out.ts';
import type { FanOut } from '../fan-out/fan-out.ts';
import { RedisLink } from './link.ts';
import type { RedisNews } from './link.ts';
import type { RedisSettings } from './settings.ts';

/** A start says one or two. */
const MOST_EARLY = 20;

/** The part of a log that is needed here. */
export interface SharingLog {
  info: (message: string) => void;
  warn: (details: object, message: string) => void;
}

/** What a relay shares with others, or has for itself alone. */
export interface Sharing {
  fanOut: FanOut;
  /** Null where each relay is alone. */
  redis: RedisLink | null;
  /** Where what happens is written from now on, with what has happened before. */
  reportTo: (log: SharingLog) => void;
  close: () => Promise<void>;
}

/**
 * Connects to the Redis of several relays. One that does not answer keeps no relay from starting.
 *
 * @param settings null for a relay that is alone.
 */
export async function openSharing(settings: RedisSettings | null): Promise<Sharing> {
  if (settings === null) {
    const nothing = { reportTo: () => {}, close: async () => {} };
    return { fanOut: new InProcessFanOut(), redis: null, ...nothing };
  }
  const lines = new Lines();
  const redis = new RedisLink(settings, (news) => lines.write((log) => say(log, news)));
  const onUnreadable = (count: number, reason: string): void =>
    lines.write((log) => log.warn({ count, reason }, 'messages of other relays cannot be read'));
  const fanOut = new RedisFanOut({ redis, instance: uuid(), onUnreadable });
  await redis.started();
  return {
    fanOut,
    redis,
    reportTo: (log) => lines.writeTo(log),
    close: async () => {
      await fanOut.stop();
      redis.close();
    },
  };
}

type Line = (log: SharingLog) => void;

/** Lines for a log that is opened after what they tell has begun. */
class Lines {
  #early: Line[] = [];
  #log: SharingLog | null = null;

  write(line: Line): void {
    if (this.#log !== null) line(this.#log);
    else if (this.#early.length < MOST_EARLY) this.#early.push(line);
  }

  writeTo(log: SharingLog): void {
    this.#log = log;
    for (const line of this.#early.splice(0)) line(log);
  }
}

function say(log: SharingLog, news: RedisNews): void {
  switch (news.state) {
    case 'up':
      log.info('Redis is there');
      return;
    case 'away':
      log.warn(
        { err: news.error },
        'Redis is away: until it is back this relay counts for itself and hears of others late',
      );
      return;
    case 'failing':
      log.warn({ err: news.error }, 'Redis refuses');
      return;
  }
}
