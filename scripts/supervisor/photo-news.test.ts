import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedEvent, Photo } from '@picture-live/shared/protocol';
import { expect, it } from 'vitest';
import { tellPhotos } from './photo-news.ts';

const ID = '01890000-0000-7000-8000-000000000001';
const rendition = {
  url: '/media/x.jpg',
  width: 3,
  height: 2,
  bytes: 9,
  type: 'image/jpeg',
} as const;
const photo: Photo = {
  id: ID,
  seq: 1,
  revision: 1,
  width: 3,
  height: 2,
  capturedAt: 0,
  publishedAt: 0,
  thumbhash: 'AAAAAAAA',
  renditions: { thumb: rendition, grid: rendition },
};

it('tells how many photos went live or were taken back, and nothing about the past', async () => {
  const events: FeedEvent[] = [
    { type: 'new_photo', seq: 1, at: 0, photo },
    { type: 'new_photo', seq: 2, at: 0, photo },
    { type: 'new_photo', seq: 3, at: 0, photo },
    { type: 'photo_status_updated', seq: 4, at: 0, photo },
    { type: 'photo_removed', seq: 5, at: 0, photoId: ID },
  ];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    // The relay may be away for a while.
    response.statusCode = asked.length === 1 ? 503 : 200;
    const after = Number(new URL(request.url ?? '', 'http://relay').searchParams.get('after'));
    const page = {
      events: events.filter(({ seq }) => seq > after),
      lastSeq: 5,
      more: false,
      era: '',
    };
    response.end(JSON.stringify(page));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const stop = new AbortController();
  const lines: string[] = [];
  const telling = tellPhotos(
    {
      relay: `http://127.0.0.1:${port}`,
      session: {
        id: ID,
        slug: 'party',
        title: 'Party',
        createdAt: 0,
        lastSeq: 1,
        era: '',
        photoCount: 1,
      },
    },
    (line) => lines.push(line),
    stop.signal,
  );
  while (asked.length < 3) await sleep(20);
  stop.abort();
  await telling;
  server.close();
  expect(lines).toEqual(['2 photos live, 3 in all', '1 photo taken back, 2 in all']);
});
