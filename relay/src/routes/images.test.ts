import { ImageBatchReply, ImageOutcome, ImagePage } from '@picture-live/shared/protocol';
import type { Image } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestCaller, addMember, registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { formOf, sendForm } from '../testing/form.ts';
import { withDatabase } from '../testing/neighbours.ts';
import { makePicture } from '../testing/pictures.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';

let relay: TestRelay;
let owner: TestUser;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  owner = await registerUser(relay);
});
afterEach(() => relay.stop());

const jpeg = async (shade: number): Promise<Buffer> => (await makePicture(shade, 640, 480)).bytes;

async function upload(path: string, files: [string, Buffer][], who = owner): Promise<Response> {
  const form = formOf({ sessionId: relay.sessionId }, files);
  return sendForm(`${relay.url}/api/images/upload${path}`, who.token, form);
}

async function uploaded(shade: number, who = owner): Promise<Image> {
  const outcome = ImageOutcome.parse(
    await (await upload('', [['a.jpg', await jpeg(shade)]], who)).json(),
  );
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.image;
}

async function listed(who: TestCaller = owner): Promise<string[]> {
  const reply = await who.call('GET', `/api/images/session/${relay.sessionId}`);
  return ImagePage.parse(await reply.json()).images.map((image) => image.id);
}

test('an image is there with its thumbnail until it is deleted; the same bytes are stored once', async () => {
  const [first, second] = [await uploaded(1), await uploaded(1)];
  expect(await listed()).toEqual([second.id, first.id]);
  const hashes = [first, second].map(({ url }) => url.split('/').at(-1));
  expect(hashes[0]).toBe(hashes[1]);
  const blobs = await withDatabase(relay, (db) => db.selectFrom('blobs').selectAll().execute());
  expect(blobs).toHaveLength(2);
  expect((await owner.call('DELETE', `/api/images/${first.id}`)).status).toBe(204);
  for (const url of [first.url, first.thumbUrl]) {
    expect((await fetch(relay.url + url)).status).toBe(404);
  }
  for (const url of [second.url, second.thumbUrl]) {
    const reply = await fetch(relay.url + url);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    await reply.arrayBuffer();
  }
  const forged = second.url.replace(second.id, first.id);
  expect((await fetch(relay.url + forged)).status).toBe(404);
  expect(await listed()).toEqual([second.id]);
});

test('one bad file of a batch leaves the others', async () => {
  const reply = await upload('/batch', [
    ['a.jpg', await jpeg(1)],
    ['b.svg', Buffer.from('<svg/>')],
    ['c.jpg', await jpeg(2)],
  ]);
  const { outcomes } = ImageBatchReply.parse(await reply.json());
  expect(outcomes.map((one) => one.ok)).toEqual([true, false, true]);
  const two = await upload('', [
    ['a.jpg', await jpeg(1)],
    ['c.jpg', await jpeg(2)],
  ]);
  expect(await failureOf(two)).toEqual({ status: 413, code: 'blob_too_large' });
});

test('images are deleted by who brought them and by moderators, and by nobody else', async () => {
  const image = await uploaded(1);
  const moderator = await registerUser(relay, { email: 'm@x.example' });
  await addMember(relay, relay.sessionId, moderator.id, 'moderator');
  const stranger = await registerUser(relay, { email: 's@x.example' });
  const statuses = [];
  for (const who of [new TestCaller(relay.url), stranger, moderator, moderator]) {
    statuses.push((await who.call('DELETE', `/api/images/${image.id}`)).status);
  }
  expect(statuses).toEqual([401, 403, 204, 404]);
  const own = await uploaded(2, moderator);
  expect((await moderator.call('DELETE', `/api/images/${own.id}`)).status).toBe(204);
});
