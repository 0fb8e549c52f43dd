import type { RelayConfig } from '../config.ts';
import type { RedisSettings } from '../redis/settings.ts';
import { startTestRelay } from './relay.ts';
import type { TestRelay } from './relay.ts';

const JWT_SECRET = 'a-secret-of-several-relays-that-is-long-enough';

/** Two relays on one PostgreSQL, one place for pictures and, unless null, one Redis. */
export interface TwoRelays {
  here: TestRelay;
  there: TestRelay;
  stop: () => Promise<void>;
}

export async function startTwoRelays(redis: RedisSettings | null): Promise<TwoRelays> {
  const shared: Partial<RelayConfig> = { redis, jwtSecret: JWT_SECRET };
  const here = await startTestRelay(shared);
  const { database, storage } = here;
  const there = await startTestRelay({ ...shared, database, storage });
  return {
    here,
    there,
    stop: async () => {
      await there.stop();
      await here.stop();
    },
  };
}
