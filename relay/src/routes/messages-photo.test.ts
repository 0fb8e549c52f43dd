import { FeedPage, ImageOutcome } from '@picture-live/shared/protocol';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerUser } from '../testing/accounts.ts';
import type { TestCaller, TestUser } from '../testing/accounts.ts';
import { TestDevice } from '../testing/device.ts';
import { formOf, sendForm } from '../testing/form.ts';
import { readMessages, sendMessage, textsOf, trySending } from '../testing/messages.ts';
import { makePicture } from '../testing/pictures.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { changeSession, createSession, letInGuest } from '../testing/sessions.ts';

let relay: TestRelay;
let owner: TestUser;
let guest: TestCaller;
let id: string;
let photoId: string;
beforeEach(async () => {
  relay = await startTestRelay({ registration: 'open' });
  owner = await registerUser(relay);
  id = relay.sessionId;
  await changeSession(owner, id, { switches: { comments: true } });
  photoId = (await new TestDevice(relay.url).deliver(id, 1)).photo.id;
  guest = await letInGuest(relay.url, id);
});
afterEach(() => relay.stop());

const changePhoto = (wanted: object) => owner.call('PUT', `/api/photos/${photoId}`, wanted);

async function messagesInFeed(): Promise<string[]> {
  const reply = await guest.call('GET', `/api/sessions/${id}/feed`);
  const { events } = FeedPage.parse(await reply.json());
  return events.map(({ type }) => type).filter((type) => type.includes('message'));
}

test('a message about a photo says which, and is found by it', async () => {
  const about = await sendMessage(guest, id, { text: 'Us!', photoId });
  await sendMessage(guest, id, { text: 'Hello all' });
  expect(about.photoId).toBe(photoId);
  expect(await textsOf(guest, id)).toEqual(['Hello all', 'Us!']);
  expect(await textsOf(guest, id, `?photoId=${photoId}`)).toEqual(['Us!']);
  expect(await textsOf(guest, id, `?photoId=${uuid()}`)).toEqual([]);
});

test('it goes out of sight with its photo, and comes back with it', async () => {
  const { id: messageId } = await sendMessage(guest, id, { text: 'Us!', photoId });
  expect(await messagesInFeed()).toEqual(['new_message']);
  await changePhoto({ hidden: true });
  expect(await textsOf(guest, id)).toEqual([]);
  expect(await textsOf(guest, id, `?photoId=${photoId}`)).toEqual([]);
  expect(await messagesInFeed()).toEqual(['message_removed']);
  expect(await textsOf(owner, id, '?includeHidden=true')).toEqual(['Us!']);
  const again = await trySending(guest, id, { id: messageId, text: 'Us!', photoId });
  expect(await failureOf(again)).toEqual({ status: 410, code: 'message_gone' });
  const edit = await guest.call('PUT', `/api/messages/${messageId}`, { text: 'Me!' });
  expect(await failureOf(edit)).toEqual({ status: 410, code: 'message_gone' });
  await changePhoto({ hidden: false });
  expect(await textsOf(guest, id)).toEqual(['Us!']);
  expect(await messagesInFeed()).toEqual(['new_message']);
});

test('nobody talks about a photo that is gone, or is another session’s', async () => {
  const other = await createSession(owner, { switches: { comments: true } });
  const elsewhere = await trySending(owner, other.id, { photoId });
  expect(await failureOf(elsewhere)).toEqual({ status: 404, code: 'not_found' });
  expect((await owner.call('DELETE', `/api/photos/${photoId}`)).status).toBe(204);
  expect(await failureOf(await trySending(guest, id, { photoId }))).toEqual({
    status: 410,
    code: 'photo_gone',
  });
  expect(await failureOf(await trySending(guest, id, { photoId: uuid() }))).toEqual({
    status: 404,
    code: 'not_found',
  });
});

test('in another session nobody reads what was said of it in this one', async () => {
  const other = await createSession(owner, { switches: { comments: true } });
  await sendMessage(guest, id, { text: 'Us!', photoId });
  const move = { sessionId: id, action: 'move', ids: [photoId], toSessionId: other.id };
  expect((await owner.call('POST', '/api/photos/batch', move)).status).toBe(200);
  expect(await textsOf(guest, id)).toEqual([]);
  expect(await textsOf(owner, other.id)).toEqual([]);
});

test('the picture of a message goes out of sight with the photo that it is about', async () => {
  const { bytes } = await makePicture(0x40_60_80, 60, 40);
  const form = formOf({ sessionId: id }, [['a.jpg', bytes]]);
  const reply = await sendForm(`${relay.url}/api/images/upload`, guest.token, form);
  const outcome = ImageOutcome.parse(await reply.json());
  if (!outcome.ok) throw new Error(outcome.error.code);
  const imageId = outcome.image.id;
  await sendMessage(guest, id, { text: '', imageId, photoId });
  const [message] = (await readMessages(guest, id)).messages;
  const url = `${relay.url}${message?.image?.thumbUrl}`;
  expect((await fetch(url)).status).toBe(200);
  await changePhoto({ hidden: true });
  expect((await fetch(url)).status).toBe(404);
});
