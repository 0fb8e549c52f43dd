import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RedisServer, findRedis } from '../testing/redis-server.ts';
import { openSharing } from './sharing.ts';
import type { Sharing } from './sharing.ts';
import { softChecks, stateOf } from './state.ts';

const program = await findRedis();
const PATIENCE = { timeout: 20_000 };

test('a relay without a Redis shares nothing and misses nothing', async () => {
  const { redis, fanOut, close } = await openSharing(null);
  expect([stateOf(redis), softChecks(redis)]).toEqual(['off', {}]);
  const heard: string[] = [];
  fanOut.subscribe(({ kind }) => heard.push(kind));
  fanOut.publish({ kind: 'media_key', sessionId: 's' });
  expect(heard).toEqual(['media_key']);
  await close();
});

describe.skipIf(program === null)('the log of a relay that shares a Redis', () => {
  let server: RedisServer;
  let sharing: Sharing;
  const lines: string[] = [];
  const log = {
    info: (line: string) => lines.push(line),
    warn: (_details: object, line: string) => lines.push(line),
  };
  beforeEach(async () => {
    server = await RedisServer.start(program ?? { file: '', env: {} });
    lines.length = 0;
  });
  afterEach(async () => {
    await sharing.close();
    await server.remove();
  });

  test('says once that it is away and once that it is back, as /ready does', async () => {
    sharing = await openSharing(server.settings);
    sharing.reportTo(log);
    expect(lines).toEqual(['Redis is there']);
    expect(softChecks(sharing.redis)['redis']?.()).toBe('ok');
    await server.kill();
    await vi.waitFor(() => expect(stateOf(sharing.redis)).toBe('away'), PATIENCE);
    expect(softChecks(sharing.redis)['redis']?.()).toBe('Redis does not answer.');
    await server.restart();
    await vi.waitFor(() => expect(stateOf(sharing.redis)).toBe('up'), PATIENCE);
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'Redis is there',
      'Redis is away',
      'Redis is there',
    ]);
  });

  test('has what happened before there was a log', async () => {
    await server.kill();
    sharing = await openSharing(server.settings);
    sharing.reportTo(log);
    expect(lines).toEqual([expect.stringMatching(/^Redis is away/)]);
  });

  test('has a line about garbage in the stream, and not one for each', async () => {
    sharing = await openSharing(server.settings);
    sharing.reportTo(log);
    const { redis } = sharing;
    const write = async (): Promise<unknown> =>
      redis?.commands.xadd(redis.key('fan-out'), '*', 'from', 'x', 'message', 'garbage');
    await vi.waitFor(async () => {
      await write();
      expect(lines).toContain('messages of other relays cannot be read');
    }, PATIENCE);
    for (let n = 0; n < 50; n += 1) await write();
    expect(lines).toHaveLength(2);
  });
});
