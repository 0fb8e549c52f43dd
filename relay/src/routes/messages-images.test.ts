import { proveMetadata } from '@picture-live/shared/imaging';
import { ImageOutcome, ImagePage } from '@picture-live/shared/protocol';
import type { Image, Message } from '@picture-live/shared/protocol';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MOST_IMAGES } from '../services/images/images.ts';
import { collectBlobs } from '../services/collection/collection.ts';
import { openBlobStore } from '../storage/open-blob-store.ts';
import { registerUser } from '../testing/accounts.ts';
import type { TestCaller, TestUser } from '../testing/accounts.ts';
import { formOf, sendForm } from '../testing/form.ts';
import { readMessages, sendMessage, trySending } from '../testing/messages.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { makePicture } from '../testing/pictures.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { changeSession, letInGuest } from '../testing/sessions.ts';

let relay: TestRelay;
let owner: TestUser;
let guest: TestCaller;
let id: string;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  owner = await registerUser(relay);
  id = relay.sessionId;
  await changeSession(owner, id, { switches: { comments: true } });
  guest = await letInGuest(relay.url, id);
});
afterEach(() => relay.stop());

/** As a phone makes it: with where it was taken. */
async function phonePicture(shade: number): Promise<Buffer> {
  const { bytes } = await makePicture(shade, 640, 480);
  const gps = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 22/1 0/1' } };
  return sharp(bytes)
    .withExif({ IFD0: { Artist: 'Phone' }, ...gps })
    .toBuffer();
}

async function upload(who: TestCaller, bytes: Buffer, name = 'a.jpg'): Promise<ImageOutcome> {
  const form = formOf({ sessionId: id }, [[name, bytes]]);
  const reply = await sendForm(`${relay.url}/api/images/upload`, who.token, form);
  return ImageOutcome.parse(await reply.json());
}

async function uploaded(who: TestCaller, shade: number): Promise<Image> {
  const outcome = await upload(who, await phonePicture(shade));
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.image;
}

/** What the addresses of a message's picture answer, full size and small. */
async function standing({ image }: Message): Promise<number[]> {
  const urls = image === undefined ? [] : [image.url, image.thumbUrl];
  const replies = await Promise.all(urls.map((url) => fetch(relay.url + url)));
  await Promise.all(replies.map((reply) => reply.arrayBuffer()));
  return replies.map((reply) => reply.status);
}

async function imagesSeenBy(who: TestCaller): Promise<string[]> {
  const reply = await who.call('GET', `/api/images/session/${id}`);
  return ImagePage.parse(await reply.json()).images.map((image) => image.id);
}

/** Deletes all that nothing refers to, as if days had passed. */
async function collectAll(): Promise<void> {
  const blobs = await openBlobStore(relay.storage);
  await withDatabase(relay, async (db) => {
    for (const days of [1, 2]) {
      const now = (): number => Date.now() + days * 24 * 3_600_000;
      await collectBlobs({ db, blobs, graceMs: 1_000, photoGraceMs: 1_000, now });
    }
  });
  blobs.close();
}

test('a message shows a picture without what the phone wrote into it, and keeps its bytes', async () => {
  const { id: imageId } = await uploaded(guest, 1);
  const message = await sendMessage(guest, id, { text: '', imageId });
  expect(message).toMatchObject({ text: '', image: { id: imageId, width: 640, height: 480 } });
  await collectAll();
  for (const url of [message.image?.url, message.image?.thumbUrl]) {
    const reply = await fetch(relay.url + url);
    expect(reply.headers.get('content-type')).toBe('image/jpeg');
    const proof = proveMetadata(Buffer.from(await reply.arrayBuffer()));
    // Nothing but a name of the author can be in what passes.
    expect(proof).toMatchObject({ ok: true, artist: 'Phone' });
  }
  const forged = message.image?.url.replace(
    /\/images\/([^/]+)\/.{22}/,
    '/images/$1/AAAAAAAAAAAAAAAAAAAAAA',
  );
  expect((await fetch(relay.url + forged)).status).toBe(404);
});

test('what is no picture becomes none', async () => {
  for (const [name, content] of [
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a.jpg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a.jpg', '<!doctype html>'],
  ] as const) {
    expect(await upload(guest, Buffer.from(content), name)).toMatchObject({ ok: false });
  }
  expect(await imagesSeenBy(owner)).toEqual([]);
});

test('the picture of a hidden message is dead everywhere until the message is shown again', async () => {
  const { id: imageId } = await uploaded(guest, 1);
  const message = await sendMessage(guest, id, { imageId });
  expect([await standing(message), await imagesSeenBy(guest)]).toEqual([[200, 200], [imageId]]);
  const hide = (hidden: boolean) => owner.call('PUT', `/api/messages/${message.id}`, { hidden });
  await hide(true);
  expect([await standing(message), await imagesSeenBy(guest)]).toEqual([[404, 404], []]);
  // Nor is it shown with other words.
  const again = await trySending(guest, id, { imageId });
  expect(await failureOf(again)).toEqual({ status: 404, code: 'not_found' });
  await collectAll();
  await hide(false);
  expect(await standing(message)).toEqual([200, 200]);
});

test('a picture goes with the last message that shows it, and its bytes with it', async () => {
  const { id: imageId } = await uploaded(guest, 1);
  const first = await sendMessage(guest, id, { imageId });
  const second = await sendMessage(guest, id, { imageId });
  await guest.call('DELETE', `/api/messages/${first.id}`);
  await collectAll();
  expect(await standing(second)).toEqual([200, 200]);
  await owner.call('DELETE', `/api/messages/${second.id}`);
  expect([await standing(first), await standing(second)]).toEqual([
    [404, 404],
    [404, 404],
  ]);
  expect((await readMessages(owner, id)).messages).toEqual([]);
  await collectAll();
  const kept = await withDatabase(relay, (db) =>
    db.selectFrom('blob_collection').select('state').execute(),
  );
  expect(kept.map((row) => row.state)).toEqual(['collected', 'collected']);
});

test('an image that a message shows is not deleted from under it', async () => {
  const { id: imageId } = await uploaded(guest, 1);
  const message = await sendMessage(guest, id, { imageId });
  const refused = await guest.call('DELETE', `/api/images/${imageId}`);
  expect(await failureOf(refused)).toEqual({ status: 409, code: 'image_in_use' });
  expect(await standing(message)).toEqual([200, 200]);
  const loose = await uploaded(guest, 2);
  expect((await guest.call('DELETE', `/api/images/${loose.id}`)).status).toBe(204);
});

test('nobody shows a picture that somebody else has brought', async () => {
  const { id: imageId } = await uploaded(guest, 1);
  for (const who of [owner, await letInGuest(relay.url, id)]) {
    const reply = await trySending(who, id, { imageId });
    expect(await failureOf(reply)).toEqual({ status: 404, code: 'not_found' });
  }
});

test('nobody fills a session with pictures', async () => {
  const { id: imageId } = await uploaded(guest, 1);
  await withDatabase(relay, async (db) => {
    const { id: _, ...row } = await db
      .selectFrom('images')
      .selectAll()
      .where('id', '=', imageId)
      .executeTakeFirstOrThrow();
    const more = Array.from({ length: MOST_IMAGES - 1 }, (__, n) => ({ ...row, id: `more-${n}` }));
    await db.insertInto('images').values(more).execute();
  });
  const form = formOf({ sessionId: id }, [['a.jpg', await phonePicture(2)]]);
  const reply = await sendForm(`${relay.url}/api/images/upload`, guest.token, form);
  expect(await failureOf(reply)).toEqual({ status: 409, code: 'too_many_images' });
  expect(await upload(owner, await phonePicture(3))).toMatchObject({ ok: true });
});
