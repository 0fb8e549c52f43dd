import type { RemovalProgress } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { RedisServer, findRedis } from '../testing/redis-server.ts';
import { DEVICE_TOKEN } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { TestSockets, collectEvents, join } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';
import { startTwoRelays } from '../testing/two-relays.ts';
import type { TwoRelays } from '../testing/two-relays.ts';

const program = await findRedis();
const PATIENCE = { timeout: 25_000, interval: 50 };

describe.skipIf(program === null)('on two instances', () => {
  let redis: RedisServer;
  let relays: TwoRelays;
  let owner: TestUser;
  const sockets = new TestSockets();
  beforeEach(async () => {
    redis = await RedisServer.start(program ?? { file: '', env: {} });
    relays = await startTwoRelays(redis.settings);
    owner = await registerUser(relays.here);
  });
  afterEach(async () => {
    sockets.closeAll();
    await relays.stop();
    await redis.remove();
  });

  const openPage = async ({ url }: TestRelay, deviceToken?: string): Promise<TestSocket> => {
    const { sessionId } = relays.here;
    const socket = await sockets.connect(url);
    await join(socket, { sessionId, ...(deviceToken !== undefined && { deviceToken }) });
    return socket;
  };

  test('the screens of both are one number, on both', async () => {
    const { here, there } = relays;
    const { sessionId } = here;
    const device = new TestDevice(here.url);
    const { photo } = await device.deliver(sessionId, 1);
    const [near, far, lost] = [await openPage(here), await openPage(there), await openPage(there)];
    const laptop = await openPage(there, DEVICE_TOKEN);
    const told: RemovalProgress[] = [];
    laptop.on('removal_progress', (progress) => told.push(progress));
    const events = collectEvents(far);
    await device.remove(sessionId, photo.id);
    await vi.waitFor(() => expect(events).toHaveLength(1), PATIENCE);
    const reaches = async (gone: number, screens: number): Promise<void> => {
      for (const { url } of [here, there]) {
        await vi.waitFor(async () => {
          const headers = { authorization: `Bearer ${owner.token ?? ''}` };
          const reply = await fetch(`${url}/api/photos/${photo.id}/removal`, { headers });
          expect(await reply.json()).toMatchObject({ gone, screens });
        }, PATIENCE);
      }
    };
    await reaches(0, 3);
    const gone = [{ photoId: photo.id, seq: events[0]?.seq ?? 0 }];
    for (const page of [near, far]) page.emit('photo_gone', { sessionId, gone });
    await reaches(2, 3);
    lost.disconnect();
    await reaches(2, 2);
    // It comes back to the other instance.
    (await openPage(here)).emit('photo_gone', { sessionId, gone });
    await reaches(3, 3);
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ gone: 3, screens: 3 }), PATIENCE);
  });
});
