import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RedisServer, findRedis } from '../testing/redis-server.ts';
import { RedisLink, sharedOrAlone } from './link.ts';
import type { RedisNews } from './link.ts';

const program = await findRedis();
const PATIENCE = { timeout: 20_000 };

describe.skipIf(program === null)('a Redis that comes and goes', () => {
  let server: RedisServer;
  let link: RedisLink;
  let news: RedisNews['state'][];
  beforeEach(async () => {
    server = await RedisServer.start(program ?? { file: '', env: {} });
    news = [];
    link = new RedisLink(server.settings, ({ state }) => news.push(state));
    await link.started();
  });
  afterEach(async () => {
    link.close();
    await server.remove();
  });

  /** `OK` where Redis has answered. */
  async function ask(): Promise<string> {
    return sharedOrAlone(
      link,
      async (commands) => commands.set(link.key('x'), 'shared'),
      async () => 'alone',
    );
  }

  test('is said to be away once, and back once, and is used again by itself', async () => {
    expect(await ask()).toBe('OK');
    await server.kill();
    await vi.waitFor(() => expect(link.state()).toBe('away'), PATIENCE);
    for (let n = 0; n < 100; n += 1) expect(await ask()).toBe('alone');
    await server.restart();
    await vi.waitFor(async () => expect(await ask()).toBe('OK'), PATIENCE);
    expect(news).toEqual(['up', 'away', 'up']);
  });

  test('keeps nobody waiting who asks while it answers nothing', async () => {
    server.pause();
    // The first ones find out; whoever comes later is not kept waiting at all.
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(['alone', 'alone', 'alone']);
    expect(link.state()).toBe('away');
    const commands = vi.spyOn(link.commands, 'set');
    for (let n = 0; n < 100; n += 1) expect(await ask()).toBe('alone');
    expect(commands).not.toHaveBeenCalled();
    server.resume();
    await vi.waitFor(async () => expect(await ask()).toBe('OK'), PATIENCE);
  });

  test('is found to be away even while nobody asks', async () => {
    server.pause();
    await vi.waitFor(() => expect(link.state()).toBe('away'), PATIENCE);
    server.resume();
  });

  test('does not keep a relay from starting', async () => {
    await server.kill();
    const told: RedisNews[] = [];
    const early = new RedisLink(server.settings, (one) => told.push(one));
    await early.started();
    expect(early.state()).toBe('away');
    expect(told).toMatchObject([{ state: 'away', error: { code: 'ECONNREFUSED' } }]);
    early.close();
  });

  test('that does not know our password is away, and the reason is told', async () => {
    const told: RedisNews[] = [];
    const wrong = new RedisLink({ ...server.settings, password: 'wrong' }, (one) => told.push(one));
    await wrong.started();
    expect(wrong.state()).toBe('away');
    await vi.waitFor(
      () => expect(String(told[0]?.state === 'away' && told[0].error)).toMatch(/WRONGPASS/),
      PATIENCE,
    );
    wrong.close();
  });

  test('that refuses a command is asked the next one, and the refusal is told once', async () => {
    const refuse = async (): Promise<string> =>
      sharedOrAlone(
        link,
        async (commands) => String(await commands.call('NONSENSE')),
        async () => 'alone',
      );
    expect([await refuse(), await refuse()]).toEqual(['alone', 'alone']);
    expect(await ask()).toBe('OK');
    expect(news).toEqual(['up', 'failing']);
  });
});
