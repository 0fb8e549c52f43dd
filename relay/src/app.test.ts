import { afterEach, beforeEach, expect, test } from 'vitest';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { FeedPage, PhotoPage } from '@picture-live/shared/protocol';
import type {
  Ack,
  ClientToServerEvents,
  FeedEvent,
  Joined,
  ServerToClientEvents,
} from '@picture-live/shared/protocol';
import { TestDevice } from './testing/device.ts';
import { startTestRelay } from './testing/relay.ts';
import type { TestRelay } from './testing/relay.ts';

let relay: TestRelay;
let socket: Socket<ServerToClientEvents, ClientToServerEvents>;

beforeEach(async () => {
  relay = await startTestRelay();
  socket = io(relay.url, { transports: ['websocket'] });
});

afterEach(async () => {
  socket.disconnect();
  await relay.stop();
});

test('a delivered photo is pushed to guests, listed, in the feed and shown', async () => {
  const joined = await new Promise<Ack<Joined>>((resolve) => {
    socket.emit('join_session', { sessionId: relay.sessionId }, resolve);
  });
  expect(joined).toEqual({
    ok: true,
    value: { era: '', lastSeq: 0, viewers: 1, paintShare: 1, endsIn: null },
  });
  const pushed = new Promise<FeedEvent>((resolve) => socket.once('new_photo', resolve));

  const { outcome, photo } = await new TestDevice(relay.url).deliver(relay.sessionId, 1);

  expect(outcome).toBe('published');
  expect(await pushed).toEqual({ type: 'new_photo', seq: 1, at: photo.publishedAt, photo });
  const page = await fetch(`${relay.url}/api/photos?sessionId=${relay.sessionId}`);
  expect(PhotoPage.parse(await page.json())).toEqual({ photos: [photo], nextCursor: null });
  const feed = await fetch(`${relay.url}/api/sessions/${relay.slug}/feed`);
  expect(FeedPage.parse(await feed.json())).toEqual({
    events: [{ type: 'new_photo', seq: 1, at: photo.publishedAt, photo }],
    era: '',
    lastSeq: 1,
    more: false,
  });
  const picture = await fetch(new URL(photo.renditions.thumb.url, relay.url));
  expect(picture.status).toBe(200);
  expect((await picture.arrayBuffer()).byteLength).toBe(photo.renditions.thumb.bytes);
});
