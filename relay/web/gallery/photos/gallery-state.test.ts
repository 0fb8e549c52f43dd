import type { FeedEvent, Photo, PhotoPage } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { isNews, openGalleryState } from './gallery-state.ts';
import {
  photo,
  session,
  page,
  added,
  updated,
  removed,
  run,
  live,
  held,
  seqs,
  three,
} from './testing/states.ts';

test('a new photo appears at the top', () => {
  const state = run(three(), live(added(photo(4))));
  expect([seqs(state.photos), state.count]).toEqual([[4, 3, 2, 1], 4]);
});

test('while the guest looks at others new photos wait, and come in the right order when asked', () => {
  const waiting = run(three(), held(added(photo(4)), added(photo(5))));
  expect([seqs(waiting.photos), seqs(waiting.pending)]).toEqual([
    [3, 2, 1],
    [5, 4],
  ]);
  // Back at the top, but not shown yet: a later one must not overtake them.
  const later = run(waiting, live(added(photo(6))));
  expect(seqs(later.photos)).toEqual([3, 2, 1]);
  const shown = run(later, { kind: 'pending_shown' });
  expect([seqs(shown.photos), shown.pending, shown.count]).toEqual([[6, 5, 4, 3, 2, 1], [], 6]);
});

test('a photo that is taken back leaves the page, the waiting ones and the count at once', () => {
  const state = run(three(), held(added(photo(4)), added(photo(5))), live(removed(4), removed(2)));
  expect([seqs(state.photos), seqs(state.pending), state.count]).toEqual([[3, 1], [5], 3]);
  // A feed that is read late says so more than once.
  expect(run(state, live(removed(4), removed(2)))).toEqual(state);
});

test('a restored photo stands where it stood, also among those that wait', () => {
  const gone = run(three(), held(added(photo(4)), added(photo(5))), live(removed(2), removed(4)));
  const back = run(gone, live(added(photo(2)), added(photo(4))));
  expect([seqs(back.photos), seqs(back.pending), back.count]).toEqual([[3, 2, 1], [5, 4], 5]);
  expect(run(back, live(removed(2))).photos).toHaveLength(2);
});

test('a restored photo that is further back comes with its page', () => {
  const first = openGalleryState(session(4), page([4, 3], 'more'));
  const back = run(first, live(removed(2)), live(added(photo(2))));
  expect([seqs(back.photos), back.count]).toEqual([[4, 3], 4]);
  const all = run(back, { kind: 'page_asked' }, { kind: 'page_arrived', page: page([2, 1]) });
  expect(seqs(all.photos)).toEqual([4, 3, 2, 1]);
});

test('a replaced photo is swapped in place, and never back', () => {
  const state = run(three(), live(updated(photo(2, 2))), live(updated(photo(2, 1))));
  expect(state.photos.map(({ revision }) => revision)).toEqual([1, 2, 1]);
  expect(seqs(state.photos)).toEqual([3, 2, 1]);
});

test('a photo that is complete does not become incomplete again', () => {
  const state = run(three(), live(updated(photo(3, 1, true))), live(added(photo(3))));
  expect(state.photos[0]?.renditions.full).toBeDefined();
  expect(state.count).toBe(3);
});

test('an update of a photo that is not here yet does not put it at the top', () => {
  const state = openGalleryState(session(30), page([30, 29], 'older'));
  expect(run(state, live(updated(photo(5, 2)))).photos).toEqual(state.photos);
});

test('older photos join at the end; the count is exact once all are here', () => {
  const first = openGalleryState(session(7), page([9, 8], 'older'));
  expect(first.count).toBe(7);
  const state = run(first, { kind: 'page_asked' }, { kind: 'page_arrived', page: page([8, 7, 6]) });
  expect([seqs(state.photos), state.count, state.cursor, state.paging]).toEqual([
    [9, 8, 7, 6],
    4,
    null,
    'idle',
  ]);
});

test('what happened to a photo while its page was on the way is not undone by the page', () => {
  const state = run(
    openGalleryState(session(4), page([9], 'older')),
    { kind: 'page_asked' },
    live(removed(8), updated(photo(7, 2)), updated(photo(6, 1, true))),
    { kind: 'page_arrived', page: page([8, 7, 6]) },
  );
  expect(state.photos.map(({ seq, revision }) => [seq, revision])).toEqual([
    [9, 1],
    [7, 2],
    [6, 1],
  ]);
  expect(state.photos[2]?.renditions.full).toBeDefined();
});

test('a page that does not come leaves everything as it was, to be tried again', () => {
  const first = openGalleryState(session(9), page([9], 'older'));
  const failed = run(first, { kind: 'page_asked' }, { kind: 'page_failed' });
  expect([failed.paging, failed.cursor, seqs(failed.photos)]).toEqual(['failed', 'older', [9]]);
  expect(run(failed, { kind: 'page_asked' }).paging).toBe('loading');
});

test('the title follows the session, the count does not jump back to an old one', () => {
  const event: FeedEvent = {
    type: 'session_updated',
    seq: 9,
    at: 0,
    session: session(1, 'Li & Anna'),
  };
  const state = run(three(), live(event));
  expect([state.session.title, state.count]).toEqual(['Li & Anna', 3]);
});

test('only content that was not here before is news', () => {
  const state = three();
  expect(isNews(state, added(photo(4)))).toBe(true);
  expect(isNews(state, updated(photo(2, 2)))).toBe(true);
  expect(isNews(state, updated(photo(2, 1, true)))).toBe(false);
  expect(isNews(state, added(photo(3)))).toBe(false);
  expect(isNews(state, updated(photo(77, 2)))).toBe(false);
  expect(isNews(state, removed(2))).toBe(false);
});

/** mulberry32: the same numbers for the same seed on every machine. */
function randomOf(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test('however events and pages mix, the page ends with exactly the photos of the relay', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = randomOf(seed);
    const relay = new Map<string, Photo>();
    const newestFirst = () => [...relay.values()].toSorted((a, b) => b.seq - a.seq);
    const pageAfter = (before: number): PhotoPage => {
      const older = newestFirst().filter(({ seq }) => seq < before);
      const photos = older.slice(0, 7);
      const last = photos.at(-1);
      return { photos, nextCursor: older.length > 7 && last ? String(last.seq) : null };
    };
    let seq = 0;
    /** Changes the relay and says how the feed tells it: each event as of the time it is read. */
    const change = (): FeedEvent => {
      seq += 1;
      const some = newestFirst()[Math.floor(random() * relay.size)];
      const dice = random();
      if (some === undefined || dice < 0.6) {
        relay.set(`photo-${seq}`, photo(seq));
        return added(photo(seq));
      }
      if (dice < 0.8) {
        relay.delete(some.id);
        return { ...removed(some.seq), seq };
      }
      const next = photo(some.seq, some.revision + 1, random() < 0.5);
      relay.set(some.id, next);
      return { ...updated(next), seq };
    };
    for (let i = 0; i < 30; i += 1) change();
    let state = openGalleryState(session(relay.size), pageAfter(Infinity));
    let onTheWay: PhotoPage | null = null;
    for (let turn = 0; turn < 80 || state.cursor !== null; turn += 1) {
      if (turn < 80) state = run(state, random() < 0.5 ? live(change()) : held(change()));
      if (onTheWay !== null && random() < 0.3) {
        state = run(state, { kind: 'page_arrived', page: onTheWay });
        onTheWay = null;
      } else if (onTheWay === null && state.cursor !== null && random() < 0.5) {
        state = run(state, { kind: 'page_asked' });
        onTheWay = pageAfter(Number(state.cursor));
      }
    }
    state = run(state, { kind: 'pending_shown' });
    expect(state.photos, `seed ${seed}`).toEqual(newestFirst());
    expect(state.count, `seed ${seed}`).toBe(relay.size);
  }
});

test('what people write changes nothing in the gallery', () => {
  const message = {
    id: 'm',
    seq: 2,
    sender: { id: 's', name: 'Li', team: false },
    text: 'Hello',
    createdAt: 0,
  };
  const before = openGalleryState(session(2), page([2, 1]));
  const after = run(
    before,
    live({ type: 'new_message', seq: 3, at: 0, message }),
    live({ type: 'message_updated', seq: 4, at: 0, message }),
    live({ type: 'message_removed', seq: 5, at: 0, messageId: 'm' }),
  );
  expect(after).toEqual(before);
});
