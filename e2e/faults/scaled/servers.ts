import { seededRandom } from '../../harness/random.ts';
import { sleep, until } from '../../harness/until.ts';
import { witnessProblems } from '../../scaled/witness.ts';
import type { FaultOptions } from '../outcome.ts';
import type { ScaledFault } from './scaled-fault.ts';
import type { ScaledStage } from './stage.ts';

const framesOf = ({ frames, short }: FaultOptions): number => Math.min(frames, short ? 8 : 60);

/** PostgreSQL restarts, now in peace and now as after a crash, and is away for a while. */
export const restartPostgres: ScaledFault = async (stage, options) => {
  const random = seededRandom(options.seed);
  const { postgres } = stage.scaled.servers;
  const times = options.short ? 2 : 10;
  const awayMs = options.short ? 1_500 : 20_000;
  const problems = await stage.shootDuring(
    framesOf(options),
    () => random() * 250,
    async () => {
      for (let turn = 0; turn < times; turn += 1) {
        await sleep(random() * 1_000);
        await postgres.stop(turn % 2 === 0 ? 'immediate' : 'fast');
        if (turn === times - 1) await sleep(awayMs);
        await postgres.start();
      }
    },
  );
  return {
    story: `${times} restarts of PostgreSQL, every other one a crash, the last one after ${awayMs / 1000} s; ${framesOf(options)} frames`,
    problems,
  };
};

/** Redis crashes and comes back, with what it knew and with nothing. */
export const restartRedis: ScaledFault = async (stage, options) => {
  const random = seededRandom(options.seed);
  const { redis } = stage.scaled.servers;
  const times = options.short ? 2 : 10;
  const problems = await stage.shootDuring(
    framesOf(options),
    () => random() * 250,
    async () => {
      for (let turn = 0; turn < times; turn += 1) {
        await sleep(random() * 1_000);
        await redis.restart({ keepData: turn % 2 === 0 });
      }
    },
  );
  return {
    story: `${times} crashes of Redis, every other one without its data; ${framesOf(options)} frames`,
    problems,
  };
};

/** Redis is gone or answers nothing, and photos go live all the same. */
function withoutRedis(
  how: string,
  leave: (stage: ScaledStage) => Promise<void>,
  comeBack: (stage: ScaledStage) => Promise<void>,
): ScaledFault {
  return async (stage, options) => {
    const shots = framesOf(options);
    const { relay } = stage.scaled;
    const before = (await relay.photos()).length;
    const problems: string[] = [];
    const found = await stage.shootDuring(
      shots,
      () => 100,
      async () => {
        await leave(stage);
        await relay.waitForComplete(before + shots).catch((error: unknown) => {
          problems.push(`without Redis: ${String(error)}`);
        });
        const missed = await witnessProblems(relay, stage.pages);
        problems.push(...missed.map((problem) => `without Redis: ${problem}`));
        await comeBack(stage);
      },
    );
    return {
      story: `Redis ${how} during a whole shoot of ${shots} frames, which were on every page without it`,
      problems: [...problems, ...found],
    };
  };
}

export const redisAway: ScaledFault = withoutRedis(
  'was away',
  ({ scaled }) => scaled.servers.redis.kill(),
  ({ scaled }) => scaled.servers.redis.restart(),
);

export const redisFrozen: ScaledFault = withoutRedis(
  'answered nothing',
  async ({ scaled }) => scaled.servers.redis.pause(),
  async ({ scaled }) => scaled.servers.redis.resume(),
);

/** The bucket refuses every connection, or swallows what it is sent. */
function withoutBucket(how: string, mode: 'cut' | 'black hole'): ScaledFault {
  return async (stage, options) => {
    const { storageLink } = stage.scaled.servers;
    const seconds = options.short ? 3 : 45;
    const problems = await stage.shootDuring(
      framesOf(options),
      () => 100,
      async () => {
        await until('a frame to be seen', async () => {
          const { counts } = await stage.laptop.tether.status();
          return counts.seen > counts.live;
        });
        storageLink.become(mode);
        await sleep(seconds * 1_000);
        storageLink.become('open');
      },
    );
    return {
      story: `the bucket ${how} for ${seconds} s; ${framesOf(options)} frames`,
      problems,
    };
  };
}

export const bucketRefuses: ScaledFault = withoutBucket('refused every connection', 'cut');
export const bucketSilent: ScaledFault = withoutBucket('answered nothing', 'black hole');
