import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RedisLink } from '../redis/link.ts';
import { RedisServer, findRedis } from '../testing/redis-server.ts';
import type { FanOutMessage } from './fan-out.ts';
import { RedisFanOut } from './redis-fan-out.ts';
import { MAX_WAITING } from './stream-writer.ts';

const program = await findRedis();
const PATIENCE = { timeout: 20_000 };

/** One of a number of relays, as far as the fan-out goes. */
interface Instance {
  name: string;
  link: RedisLink;
  fanOut: RedisFanOut;
  heard: string[];
  /** Who has said hello. */
  met: Set<string>;
  gaps: number;
  unreadable: number;
}

const ended = (holder: string): FanOutMessage => ({ kind: 'access_ended', holder });

describe.skipIf(program === null)('relays on one Redis', () => {
  let server: RedisServer;
  let here: Instance;
  let there: Instance;
  beforeEach(async () => {
    server = await RedisServer.start(program ?? { file: '', env: {} });
    [here, there] = [await open('here'), await open('there')];
  });
  afterEach(async () => {
    await Promise.all([close(here), close(there)]);
    await server.remove();
  });

  async function open(instance: string): Promise<Instance> {
    const link = new RedisLink(server.settings, () => {});
    const opened: Instance = {
      name: instance,
      link,
      fanOut: new RedisFanOut({
        redis: link,
        instance,
        onUnreadable: (count) => (opened.unreadable += count),
      }),
      heard: [],
      met: new Set(),
      gaps: 0,
      unreadable: 0,
    };
    opened.fanOut.subscribe((message) => {
      if (message.kind !== 'access_ended') return;
      const { holder } = message;
      if (holder.startsWith('hello')) opened.met.add(holder);
      else opened.heard.push(holder);
    });
    opened.fanOut.onGap(() => (opened.gaps += 1));
    await link.started();
    return opened;
  }

  async function close({ link, fanOut }: Instance): Promise<void> {
    await fanOut.stop();
    link.close();
  }

  /** Both hear each other, and nothing is under way any more. */
  async function whenListening(): Promise<void> {
    const say = (word: string): void => {
      for (const one of [here, there]) one.fanOut.publish(ended(`hello ${word} ${one.name}`));
    };
    const hasMet = (word: string): void => {
      expect(here.met).toContain(`hello ${word} there`);
      expect(there.met).toContain(`hello ${word} here`);
    };
    await vi.waitFor(() => {
      say('from');
      hasMet('from');
    }, PATIENCE);
    say('at last from');
    await vi.waitFor(() => hasMet('at last from'), PATIENCE);
    for (const one of [here, there]) one.gaps = 0;
  }

  const numbers = (count: number): string[] => Array.from({ length: count }, (_, n) => `n${n}`);

  test('what one says is heard by all, once and in order, and by itself at once', async () => {
    await whenListening();
    for (const holder of numbers(500)) here.fanOut.publish(ended(holder));
    expect(here.heard).toEqual(numbers(500));
    await vi.waitFor(() => expect(there.heard).toEqual(numbers(500)), PATIENCE);
    there.fanOut.publish(ended('answer'));
    await vi.waitFor(() => expect(here.heard).toEqual([...numbers(500), 'answer']), PATIENCE);
  });

  test('what one finds out for itself is not told to others', async () => {
    await whenListening();
    here.fanOut.deliver(ended('mine'));
    here.fanOut.publish(ended('ours'));
    await vi.waitFor(() => expect(there.heard).toEqual(['ours']), PATIENCE);
    expect(here.heard).toEqual(['mine', 'ours']);
  });

  test('a broken connection loses nothing that the stream still holds', async () => {
    await whenListening();
    await there.link.commands.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    for (const holder of numbers(50)) here.fanOut.publish(ended(holder));
    await vi.waitFor(() => expect(new Set(there.heard)).toEqual(new Set(numbers(50))), PATIENCE);
  });

  test('what is said while Redis is away is heard when it is back; of too much the oldest is lost', async () => {
    await whenListening();
    await server.kill();
    await vi.waitFor(() => expect(here.link.state()).toBe('away'), PATIENCE);
    for (const holder of numbers(MAX_WAITING + 10)) here.fanOut.publish(ended(holder));
    expect(here.heard).toHaveLength(MAX_WAITING + 10);
    await server.restart();
    const kept = numbers(MAX_WAITING + 10).slice(10);
    await vi.waitFor(() => expect(there.heard).toEqual(kept), PATIENCE);
    // Hearing and speaking have a connection each, and either may be back first.
    await vi.waitFor(() => expect(there.gaps).toBeGreaterThan(0), PATIENCE);
  });

  test('what has passed a moment later is not kept for a Redis that is away', async () => {
    await whenListening();
    await server.kill();
    await vi.waitFor(() => expect(here.link.state()).toBe('away'), PATIENCE);
    let presence = 0;
    there.fanOut.subscribe(({ kind }) => void (kind === 'presence' && (presence += 1)));
    here.fanOut.publish({ kind: 'presence', instance: 'here', counts: [] });
    here.fanOut.publish(ended('last'));
    await server.restart();
    await vi.waitFor(() => expect(there.heard).toEqual(['last']), PATIENCE);
    expect(presence).toBe(0);
  });

  test('a Redis that lost its data, or was emptied, is said to have a gap and used on', async () => {
    await whenListening();
    await here.link.commands.flushall();
    await vi.waitFor(() => expect(there.gaps).toBeGreaterThan(0), PATIENCE);
    here.fanOut.publish(ended('after the flush'));
    await vi.waitFor(() => expect(there.heard).toEqual(['after the flush']), PATIENCE);
    await server.restart({ keepData: false });
    await vi.waitFor(() => expect(here.link.state()).toBe('up'), PATIENCE);
    here.fanOut.publish(ended('after the loss'));
    await vi.waitFor(() => expect(there.heard.at(-1)).toBe('after the loss'), PATIENCE);
  });

  test('garbage in the stream is ignored, counted and told of, and nothing after it is lost', async () => {
    await whenListening();
    const write = async (...fields: string[]): Promise<unknown> =>
      here.link.commands.xadd(here.link.key('fan-out'), '*', ...fields);
    const hostile = ['', 'no json', '[]', '{"kind":"feed"}', '{"kind":"__proto__"}', 'null'];
    for (const message of hostile) await write('from', 'somebody', 'message', message);
    await write('nothing', 'at all');
    await write('message', `{"kind":"access_ended","holder":"${'x'.repeat(10_000)}"}`);
    here.fanOut.publish(ended('fine'));
    await vi.waitFor(() => expect(there.heard).toEqual(['fine']), PATIENCE);
    expect(there.unreadable).toBeGreaterThan(0);
  });

  test('something else under our name keeps nobody from starting anew', async () => {
    await whenListening();
    const stream = here.link.key('fan-out');
    await here.link.commands.set(stream, 'not a stream');
    here.fanOut.publish(ended('refused at first'));
    await here.link.commands.del(stream);
    await vi.waitFor(() => expect(there.heard).toEqual(['refused at first']), PATIENCE);
  });
});
