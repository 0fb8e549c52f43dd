import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { RelayConfig } from '../config.ts';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import sharp from 'sharp';
import { proveMetadata } from '@picture-live/shared/imaging';
import { GuestAccess, PhotoPage, UploadReply } from '@picture-live/shared/protocol';
import type { UploadProgress } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerUser } from '../testing/accounts.ts';
import type { TestUser } from '../testing/accounts.ts';
import { formOf, sendForm } from '../testing/form.ts';
import { makePicture } from '../testing/pictures.ts';
import { startTestRelay } from '../testing/relay.ts';
import type { TestRelay } from '../testing/relay.ts';
import { failureOf } from '../testing/replies.ts';
import { TestSockets, join, settle } from '../testing/sockets.ts';

let relay: TestRelay;
let owner: TestUser;
const sockets = new TestSockets();
const closers: (() => void)[] = [];
beforeEach(async () => {
  await start();
});
afterEach(async () => {
  sockets.closeAll();
  await relay.stop();
  for (const close of closers.splice(0)) close();
});

async function start(changes: Partial<RelayConfig> = {}): Promise<void> {
  relay = await startTestRelay({ registration: 'open', ...changes });
  owner = await registerUser(relay);
}

const jpeg = async (shade: number): Promise<Buffer> => (await makePicture(shade, 640, 480)).bytes;

async function upload(
  files: [string, Buffer][],
  fields: Record<string, string> = {},
): Promise<UploadReply['outcomes']> {
  const form = formOf({ sessionId: relay.sessionId, ...fields }, files);
  const reply = await sendForm(`${relay.url}/api/photos/upload`, owner.token, form);
  return UploadReply.parse(await reply.json()).outcomes;
}

async function live(): Promise<PhotoPage['photos']> {
  const reply = await fetch(`${relay.url}/api/photos?sessionId=${relay.sessionId}`);
  return PhotoPage.parse(await reply.json()).photos;
}

const said = (outcomes: UploadReply['outcomes']): string[] =>
  outcomes.map((one) => (one.ok ? one.outcome : one.error.code));

async function leftovers(): Promise<string[]> {
  return readdir(path.join(relay.folder, 'relay', 'incoming'));
}

test('pictures from a browser become photos without metadata, whatever else is in the form', async () => {
  const png = await sharp({ create: { width: 30, height: 20, channels: 4, background: '#f008' } })
    .png()
    .toBuffer();
  const withPlace = await sharp(await jpeg(2))
    .withExif({ IFD0: { Artist: 'Anna', Make: 'Secret' }, IFD3: { GPSLatitude: '1/1 2/1 3/1' } })
    .jpeg()
    .toBuffer();
  const outcomes = await upload([
    ['a.jpg', await jpeg(1)],
    ['picture.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['b.png', png],
    ['liar.jpg', Buffer.from('<script>alert(1)</script>')],
    ['torn.jpg', (await jpeg(3)).subarray(0, 900)],
    ['c.jpg', withPlace],
    ['big.jpg', Buffer.concat([await jpeg(4), Buffer.alloc(1024 * 1024)])],
  ]);
  expect(said(outcomes)).toEqual([
    'published',
    'undecodable',
    'published',
    'undecodable',
    'undecodable',
    'published',
    'blob_too_large',
  ]);
  const photos = await live();
  expect(photos).toHaveLength(3);
  for (const photo of photos) {
    for (const rendition of Object.values(photo.renditions)) {
      const reply = await fetch(relay.url + (rendition?.url ?? ''));
      const proof = proveMetadata(Buffer.from(await reply.arrayBuffer()));
      expect(proof).toMatchObject({ ok: true });
    }
  }
  expect(await leftovers()).toEqual([]);
});

test('the same content twice is one photo, and the uploader hears where it is', async () => {
  const socket = await sockets.connect(relay.url);
  await join(socket, { sessionId: relay.sessionId, token: owner.token ?? '' });
  const other = await sockets.connect(relay.url);
  await join(other, { sessionId: relay.sessionId });
  const heard: UploadProgress[] = [];
  const overheard: UploadProgress[] = [];
  socket.on('upload_progress', (progress) => heard.push(progress));
  other.on('upload_progress', (progress) => overheard.push(progress));
  const picture = await jpeg(1);
  const uploadId = uuid();
  const outcomes = await upload([['a.jpg', picture]], { uploadId });
  expect(said(await upload([['again.jpg', picture]]))).toEqual(['duplicate']);
  expect(said(outcomes)).toEqual(['published']);
  await settle(socket);
  await settle(other);
  expect(heard.map(({ step }) => step)).toEqual(['received', 'developing', 'done']);
  expect(heard[0]).toMatchObject({ uploadId, file: 0, name: 'a.jpg' });
  expect(overheard).toEqual([]);
});

test('a photo is replaced in its place', async () => {
  await upload([['a.jpg', await jpeg(1)]]);
  const [before] = await live();
  const url = `${relay.url}/api/photos/${before?.id ?? ''}/content`;
  const form = formOf({}, [['new.jpg', await jpeg(2)]]);
  expect((await sendForm(url, owner.token, form, 'PUT')).status).toBe(200);
  const [after] = await live();
  expect(after).toMatchObject({ id: before?.id, revision: 2 });
  const old = await fetch(relay.url + (before?.renditions.thumb.url ?? ''));
  expect(old.status).toBe(410);
});

test('whoever may not upload is refused before a file is kept', async () => {
  const form = async (): Promise<FormData> =>
    formOf({ sessionId: relay.sessionId }, [['a.jpg', await jpeg(1)]]);
  const url = `${relay.url}/api/photos/upload`;
  expect((await failureOf(await sendForm(url, null, await form()))).status).toBe(401);
  const stranger = await registerUser(relay, { email: 'b@x.example' });
  expect((await failureOf(await sendForm(url, stranger.token, await form()))).status).toBe(403);
  const nowhere = formOf({ sessionId: uuid() }, [['a.jpg', await jpeg(1)]]);
  expect(await failureOf(await sendForm(url, owner.token, nowhere))).toEqual({
    status: 404,
    code: 'session_not_found',
  });
  expect([await live(), await leftovers()]).toEqual([[], []]);
});

const HEAD = '--x\r\ncontent-disposition: form-data; name="';
const part = (rest: string): string => `${HEAD}${rest}`;
test.each([
  ['not a form', 'application/json', '{}', 400],
  ['without a boundary', 'multipart/form-data', 'x', 400],
  ['empty', 'multipart/form-data; boundary=x', '', 400],
  ['cut off', 'multipart/form-data; boundary=x', part('f"; filename="a"\r\n\r\nabc'), 400],
  [
    'of thousands of parts',
    'multipart/form-data; boundary=x',
    `${part('a"\r\n\r\n1\r\n').repeat(5_000)}--x--\r\n`,
    413,
  ],
  [
    'without a session',
    'multipart/form-data; boundary=x',
    `${part('f"; filename="a"\r\n\r\nabc\r\n')}--x--\r\n`,
    400,
  ],
])('a request that is %s gets the one error shape', async (_what, type, body, status) => {
  const headers = { authorization: `Bearer ${owner.token ?? ''}`, 'content-type': type };
  const reply = await fetch(`${relay.url}/api/photos/upload`, { method: 'POST', headers, body });
  expect((await failureOf(reply)).status).toBe(status);
  expect(await leftovers()).toEqual([]);
});

/** As much of clamd as answers INSTREAM; `answer` may change meanwhile. */
async function fakeClamd(): Promise<{ port: number; answer: { text: string } }> {
  const answer = { text: 'stream: OK' };
  const server = createServer((socket) => {
    let content = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      content = Buffer.concat([content, data]);
      if (!content.subarray(-4).equals(Buffer.alloc(4))) return;
      if (content.toString('latin1', 0, 10) === 'zINSTREAM\0') socket.end(`${answer.text}\0`);
      else socket.destroy();
    });
  });
  closers.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port }: AddressInfo = address;
  return { port, answer };
}

test('an infected file is refused; one that nobody could scan is held and shown later', async () => {
  const { port, answer } = await fakeClamd();
  await relay.stop();
  await start({ scanner: { host: '127.0.0.1', port } });
  expect(said(await upload([['a.jpg', await jpeg(1)]]))).toEqual(['published']);
  answer.text = 'stream: Eicar-Signature FOUND';
  expect(said(await upload([['b.jpg', await jpeg(2)]]))).toEqual(['virus_found']);
  answer.text = 'INSTREAM size limit exceeded. ERROR';
  expect(said(await upload([['c.jpg', await jpeg(3)]]))).toEqual(['held']);
  expect(await live()).toHaveLength(1);
  answer.text = 'stream: OK';
  await expect.poll(async () => (await live()).length, { timeout: 25_000 }).toBe(2);
});

test('what guests bring waits for a moderator, where they may bring anything', async () => {
  const guest = await guestToken();
  const form = async (): Promise<FormData> =>
    formOf({ sessionId: relay.sessionId }, [['a.jpg', await jpeg(1)]]);
  const url = `${relay.url}/api/photos/upload`;
  expect((await sendForm(url, guest, await form())).status).toBe(403);
  const on = { switches: { guestUploads: true } };
  expect((await owner.call('PUT', `/api/sessions/${relay.sessionId}`, on)).status).toBe(200);
  const { outcomes } = UploadReply.parse(await (await sendForm(url, guest, await form())).json());
  expect(said(outcomes)).toEqual(['held']);
  const [outcome] = outcomes;
  if (outcome?.ok !== true) throw new Error('refused');
  const { id, renditions } = outcome.photo;
  for (const address of [renditions.thumb.url, `/api/photos/${id}`]) {
    expect((await fetch(relay.url + address)).status).toBe(410);
  }
  expect(await live()).toEqual([]);
  await owner.call('PUT', `/api/photos/${id}`, { hidden: false });
  expect((await live()).map((photo) => photo.id)).toEqual([id]);
});

async function guestToken(): Promise<string> {
  const reply = await fetch(`${relay.url}/api/sessions/${relay.sessionId}/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return GuestAccess.parse(await reply.json()).token;
}
