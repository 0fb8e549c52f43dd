import { PictureLiveError } from '@picture-live/shared/errors';
import type { FeedEvent, Photo, PhotoDetail, PhotoPage } from '@picture-live/shared/protocol';
import { expect, test, vi } from 'vitest';
import { photoAt } from '../testing/photo.ts';
import { listStore, type ListDeps } from './list-store.ts';

const SESSION = 'session';

/** A relay with photos 1 … `count`, in pages of 200, that says what it was asked. */
function relayWith(count: number) {
  const photos = new Map<string, Photo>();
  for (let seq = 1; seq <= count; seq += 1) photos.set(`p${seq}`, photoAt(seq));
  const asked = { pages: 0, photos: [] as string[] };
  const listeners = new Set<(events: FeedEvent[]) => void>();
  const api: ListDeps['api'] = {
    photos: async ({ after, limit = 200 }): Promise<PhotoPage> => {
      asked.pages += 1;
      const shown = [...photos.values()].filter(({ hidden }) => hidden !== 'removed');
      const inOrder = shown.toSorted((a, b) => b.seq - a.seq);
      const older = inOrder.filter(({ seq }) => after === undefined || seq < Number(after));
      const page = older.slice(0, limit);
      const last = page.at(-1);
      return {
        photos: page,
        nextCursor: older.length > page.length && last !== undefined ? String(last.seq) : null,
      };
    },
    photo: async (id): Promise<PhotoDetail> => {
      asked.photos.push(id);
      const photo = photos.get(id);
      if (photo === undefined) throw new PictureLiveError('not_found');
      return { ...photo, sessionId: SESSION, liked: false };
    },
  };
  const onEvents: ListDeps['onEvents'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const onSetBack: ListDeps['onSetBack'] = () => () => undefined;
  const tell = (events: FeedEvent[]): void => {
    for (const listener of listeners) listener(events);
  };
  return { sessionId: SESSION, photos, asked, api, onEvents, onSetBack, tell };
}

const removed = (id: string, seq = 900): FeedEvent => ({
  type: 'photo_removed',
  seq,
  at: 1,
  photoId: id,
});

async function opened(count: number) {
  const relay = relayWith(count);
  const list = listStore({ ...relay, filter: {} });
  const stop = list.subscribe(() => undefined);
  await vi.waitFor(() => expect(list.get().status).toBe('ready'), { timeout: 20_000 });
  return { ...relay, list, stop };
}

test('a long list is loaded page by page, or whole where everything is wanted', async () => {
  const { list, stop } = await opened(650);
  // As when the end of the list is in sight while somebody selects everything.
  const more = list.loadMore();
  expect([list.get().photos.length, list.get().cursor]).toEqual([200, '451']);
  await list.loadAll();
  await more;
  expect([list.get().photos.length, list.get().cursor]).toEqual([650, null]);
  stop();
});

test('what somebody else hides stays in the list as hidden, what they delete leaves', async () => {
  const { list, photos, tell, stop } = await opened(3);
  photos.set('p1', photoAt(1, { hidden: 'hidden' }));
  photos.set('p2', photoAt(2, { hidden: 'removed' }));
  photos.delete('p3');
  tell([removed('p1'), removed('p2'), removed('p3')]);
  await vi.waitFor(
    () => expect(list.get().photos).toMatchObject([photoAt(1, { hidden: 'hidden' })]),
    {
      timeout: 20_000,
    },
  );
  stop();
});

test('a batch of somebody else is one question, as far as the list was loaded', async () => {
  const { list, photos, asked, tell, stop } = await opened(500);
  await list.loadMore();
  for (let seq = 200; seq < 500; seq += 1)
    photos.set(`p${seq}`, photoAt(seq, { hidden: 'hidden' }));
  const before = asked.pages;
  tell(Array.from({ length: 300 }, (_, index) => removed(`p${200 + index}`)));
  await vi.waitFor(
    () => expect(list.get().photos.filter(({ hidden }) => hidden === 'hidden')).toHaveLength(300),
    { timeout: 20_000 },
  );
  expect([asked.pages - before, asked.photos, list.get().photos.length]).toEqual([2, [], 400]);
  stop();
});

test('what was hidden here is not asked for again', async () => {
  const { list, asked, tell, stop } = await opened(2);
  list.take([photoAt(2, { hidden: 'hidden' })]);
  tell([removed('p2')]);
  tell([{ type: 'new_photo', seq: 5, at: 1, photo: photoAt(3) }]);
  await vi.waitFor(() => expect(list.get().photos).toHaveLength(3), { timeout: 20_000 });
  expect(asked.photos).toEqual([]);
  stop();
});
