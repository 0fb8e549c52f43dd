import http from 'node:http';
import { once } from 'node:events';
import type { Message } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { messagePictures } from './pictures.ts';

const IMAGE = '019aa000-0000-7000-8000-000000000001';
let server: http.Server;
let baseUrl: string;
let asked: string[];
let type: string;

beforeEach(async () => {
  asked = [];
  type = 'image/jpeg';
  server = http.createServer((request, reply) => {
    asked.push(request.url ?? '');
    reply.setHeader('content-type', type).setHeader('content-length', 3).end('jpg');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  baseUrl = `http://127.0.0.1:${address.port}`;
});
afterEach(() => server.close());

function pictures(url = '/images/full.jpg') {
  const image = { id: IMAGE, url, thumbUrl: '/images/thumb.jpg', width: 3, height: 2, bytes: 3 };
  const sender = { id: 'guest', name: 'Li', team: false };
  const message: Message = { id: IMAGE, seq: 1, sender, text: '', createdAt: 1, image };
  const { signal } = new AbortController();
  return messagePictures({ baseUrl, messages: () => [message], fetch, signal });
}

it('brings the pictures of messages that are listed, and each once', async () => {
  const load = pictures();
  for (let times = 0; times < 2; times += 1) {
    expect((await load({ imageId: IMAGE, size: 'thumb' }))?.toString()).toBe('jpg');
  }
  expect(asked).toEqual(['/images/thumb.jpg']);
  expect(await load({ imageId: 'another', size: 'thumb' })).toBeNull();
});

it('asks nobody but the relay, and shows nothing but pictures', async () => {
  const elsewhere = pictures('http://127.0.0.1:1/full.jpg');
  expect(await elsewhere({ imageId: IMAGE, size: 'full' })).toBeNull();
  type = 'text/html';
  expect(await pictures()({ imageId: IMAGE, size: 'full' })).toBeNull();
  server.close();
  server.closeAllConnections();
  expect(await pictures()({ imageId: IMAGE, size: 'thumb' })).toBeNull();
});
