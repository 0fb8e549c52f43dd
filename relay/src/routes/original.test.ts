import { v7 as uuid } from 'uuid';
import {
  FeedPage,
  KeepOriginalReply,
  type KeepOriginal,
  type Photo,
} from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withDatabase } from '../testing/neighbours.ts';
import { TestDevice, announce } from '../testing/device.ts';
import { makePicture } from '../testing/pictures.ts';
import type { TestPicture } from '../testing/pictures.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';

let relay: TestRelay;
let device: TestDevice;
let photoId: string;
let original: TestPicture;
beforeEach(async () => {
  relay = await startTestRelay();
  device = new TestDevice(relay.url);
  photoId = uuid();
  await device.deliver(relay.sessionId, 1, photoId);
  original = await makePicture(7, 300, 200);
});
afterEach(() => relay.stop());

const allow = (switches: object): Promise<void> =>
  withDatabase(relay, async (db) => {
    await db
      .updateTable('sessions')
      .set({ switches: JSON.stringify(switches) })
      .execute();
  });

async function keep(body: KeepOriginal): Promise<Response> {
  const path = `/api/ingest/sessions/${relay.sessionId}/photos/${photoId}/original`;
  return device.sendJson('PUT', path, body);
}

const outcomeOf = async (reply: Response) => KeepOriginalReply.parse(await reply.json()).outcome;

async function bring(): Promise<void> {
  await device.upload(original.bytes);
  expect(await outcomeOf(await keep({ revision: 1, original: original.ref }))).toBe('kept');
}

const take = (word: 'original' | 'download'): Promise<Response> =>
  fetch(`${relay.url}/api/photos/${photoId}/${word}`);

async function seen(): Promise<Photo | undefined> {
  const reply = await fetch(`${relay.url}/api/sessions/${relay.sessionId}/feed`);
  const [event] = FeedPage.parse(await reply.json()).events;
  return event?.type === 'new_photo' ? event.photo : undefined;
}

test('whoever may take originals along gets the whole picture, and is told how large it is', async () => {
  await allow({ originals: true });
  await bring();
  expect(await seen()).toMatchObject({ original: { width: 300, height: 200 } });
  const taken = await take('original');
  expect(Buffer.from(await taken.arrayBuffer())).toEqual(original.bytes);
  expect(Number(taken.headers.get('content-length'))).toBe(original.bytes.length);
});

test('where guests may only take the photo, they get no original, by no way', async () => {
  await allow({ download: true });
  await bring();
  expect(await failureOf(await take('original'))).toMatchObject({ code: 'unauthorized' });
  const taken = Buffer.from(await (await take('download')).arrayBuffer());
  expect(taken).not.toEqual(original.bytes);
  const archive = await fetch(`${relay.url}/api/sessions/${relay.sessionId}/archive`);
  expect(Buffer.from(await archive.arrayBuffer()).includes(original.bytes)).toBe(false);
});

test('an original is kept once, of the revision that is shown, with the blob there', async () => {
  const wanted = { revision: 1, original: original.ref };
  expect(await failureOf(await keep(wanted))).toMatchObject({ code: 'blobs_missing' });
  await bring();
  expect(await outcomeOf(await keep(wanted))).toBe('unchanged');
  expect(await outcomeOf(await keep({ ...wanted, revision: 2 }))).toBe('outdated');
});

test('an original goes with its photo, and with the revision that it belongs to', async () => {
  await allow({ originals: true });
  await bring();
  const next = await announce(2, { revision: 2 });
  for (const picture of [next.thumb, next.grid]) await device.upload(picture.bytes);
  await device.publish(relay.sessionId, photoId, next.body);
  expect((await take('original')).status).toBe(404);
  await device.upload(original.bytes);
  await keep({ revision: 2, original: original.ref });
  expect((await take('original')).status).toBe(200);
  await device.remove(relay.sessionId, photoId);
  expect((await take('original')).status).toBe(410);
  expect(await failureOf(await keep({ revision: 2, original: original.ref }))).toMatchObject({
    code: 'photo_gone',
  });
});
