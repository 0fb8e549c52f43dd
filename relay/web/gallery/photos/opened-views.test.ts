import type { Photo, PublicSession } from '@picture-live/shared/protocol';
import { expect, test } from 'vitest';
import { isNews, openGalleryState, type GalleryFact } from './gallery-state.ts';
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

test('the cover leaves, comes back and is replaced like any other photo, loaded or not', () => {
  const withCover = (id: string | null): PublicSession => ({
    ...session(3),
    branding: { title: null, logoUrl: null, colour: null, welcomeText: null, coverPhotoId: id },
  });
  const open = openGalleryState(withCover('photo-77'), page([3, 2, 1]), photo(77));
  expect(run(open, live(removed(2))).cover?.seq).toBe(77);
  const gone = run(open, live(removed(77)));
  expect(gone.cover).toBeNull();
  expect(run(gone, live(added(photo(77)))).cover?.seq).toBe(77);
  expect(run(open, live(updated(photo(77, 2)))).cover?.revision).toBe(2);
  const choose = (id: string | null): GalleryFact =>
    live({ type: 'session_updated', seq: 9, at: 0, session: withCover(id) });
  expect(run(open, choose('photo-2')).cover?.seq).toBe(2);
  expect(run(open, choose(null)).cover).toBeNull();
});

const filtered = (places: number[], count = places.length): GalleryFact => ({
  kind: 'view_opened',
  view: { order: 'arrival', filter: { tag: 'cake' } },
  page: { photos: places.map((seq) => ({ ...photo(seq), tags: ['cake'] })), nextCursor: null },
  count,
  before: 0,
});

test('with a filter only photos come in that belong to it, and those that no longer do leave', () => {
  const cake = (seq: number): Photo => ({ ...photo(seq), tags: ['cake'] });
  const narrowed = run(three(), filtered([3, 1]));
  const state = run(narrowed, live(added(photo(4)), added(cake(5)), updated(photo(1))));
  expect([seqs(state.photos), state.count]).toEqual([[5, 3], 2]);
  // Tagged only now: it comes in where it stands.
  expect(seqs(run(state, live(updated(cake(2)))).photos)).toEqual([5, 3, 2]);
  expect(isNews(narrowed, added(photo(6)))).toBe(false);
});

test('what happens while another view is on its way is not lost', () => {
  const asked = run(three(), {
    kind: 'view_asked',
    view: { order: 'arrival', filter: { tag: 'cake' } },
  });
  const meanwhile = run(asked, live(added({ ...photo(4), tags: ['cake'] }), removed(3)));
  expect(seqs(meanwhile.photos)).toEqual([4, 2, 1]);
  const opened = run(meanwhile, filtered([3, 1]));
  expect([seqs(opened.photos), opened.count]).toEqual([[4, 1], 2]);
  expect(run(asked, { kind: 'view_failed' }).asked?.hasFailed).toBe(true);
});

test('by time of capture a late photo stands where it was taken', () => {
  const at = (seq: number, capturedAt: number): Photo => ({ ...photo(seq), capturedAt });
  const day: GalleryFact = {
    kind: 'view_opened',
    view: { order: 'captured', filter: {} },
    page: { photos: [at(2, 10), at(1, 20), at(3, 30)], nextCursor: 'more', previousCursor: 'less' },
    count: 9,
    before: 4,
  };
  const state = run(three(), day);
  expect([state.openedAt, state.before]).toEqual(['photo-2', 4]);
  expect(seqs(run(state, live(added(at(4, 25)))).photos)).toEqual([2, 1, 4, 3]);
  // Beyond what is here: it is counted, and comes with its page.
  const beyond = run(state, live(added(at(5, 5)), added(at(6, 99))));
  expect([seqs(beyond.photos), beyond.count, beyond.before]).toEqual([[2, 1, 3], 11, 5]);
  const waiting = run(state, held(added(at(7, 26)), added(at(8, 15))));
  expect(seqs(waiting.pending)).toEqual([8, 7]);
  expect(seqs(run(waiting, { kind: 'pending_shown' }).photos)).toEqual([2, 8, 1, 7, 3]);
});

test('the pages before come to the front, until the beginning is here', () => {
  const day: GalleryFact = {
    kind: 'view_opened',
    view: { order: 'captured', filter: {} },
    page: { photos: [photo(5), photo(6)], nextCursor: null, previousCursor: 'back' },
    count: 4,
    before: 2,
  };
  const earlier = { photos: [photo(3), photo(4)], nextCursor: null, previousCursor: null };
  const state = run(
    three(),
    day,
    { kind: 'page_asked' },
    { kind: 'page_arrived', page: earlier, end: 'before' },
  );
  expect([seqs(state.photos), state.before, state.count]).toEqual([[3, 4, 5, 6], 0, 4]);
  expect([state.previousCursor, state.openedAt]).toEqual([null, 'photo-5']);
});
