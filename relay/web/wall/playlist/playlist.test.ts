import type { Photo } from '@picture-live/shared/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { photoOf, photosOf, randomOf } from '../testing/photos.ts';
import { EMPTY_PLAYLIST, MAX_FRESH, nextPlaylist, upcoming, type Playlist } from './playlist.ts';

/** A playlist that is played: every step shows the next photo. */
function play(seed: number) {
  const random = randomOf(seed);
  let playlist: Playlist = EMPTY_PLAYLIST;
  return {
    know(photos: ReadonlyMap<string, Photo>, isFresh: (photo: Photo) => boolean = () => false) {
      playlist = nextPlaylist(playlist, { kind: 'photos', photos, isFresh }, random);
    },
    again(photoId: string) {
      playlist = nextPlaylist(playlist, { kind: 'again', photoId }, random);
    },
    next(): string {
      const [photo] = upcoming(playlist, 1);
      if (photo === undefined) return '';
      playlist = nextPlaylist(playlist, { kind: 'shown', photoId: photo.id }, random);
      return photo.id;
    },
    coming: (count: number) => upcoming(playlist, count).map(({ id }) => id),
    times(count: number): string[] {
      return Array.from({ length: count }, () => this.next());
    },
  };
}

const countOf = (ids: readonly string[], id: string): number =>
  ids.filter((one) => one === id).length;

test('nobody is shown again before everybody was shown once', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(150),
      (seed, count, steps) => {
        const wall = play(seed);
        wall.know(photosOf(count));
        const shown = wall.times(steps);
        const counts = [...photosOf(count).keys()].map((id) => countOf(shown, id));
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('between two showings of a photo at least half of all the others were seen', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 40 }), fc.nat(20), (seed, count, some) => {
      const photos = [...photosOf(count).values()].map((photo) =>
        photo.seq <= some ? { ...photo, featured: true } : photo,
      );
      const wall = play(seed);
      wall.know(new Map(photos.map((photo) => [photo.id, photo])));
      const last = new Map<string, number>();
      for (const [step, id] of wall.times(count * 4).entries()) {
        const before = last.get(id) ?? -Infinity;
        expect(step - before).toBeGreaterThanOrEqual(Math.floor(count / 2));
        last.set(id, step);
      }
    }),
  );
});

test('with photos that come and go, what stays is shown just as often, and what went never', () => {
  const change = fc.record({ comes: fc.boolean(), after: fc.nat(12), which: fc.nat(1_000) });
  fc.assert(
    fc.property(fc.integer(), fc.array(change, { maxLength: 25 }), (seed, changes) => {
      const wall = play(seed);
      let photos = photosOf(10);
      const stays = new Set(photos.keys());
      let seq = 10;
      wall.know(photos);
      const shown: string[] = [];
      for (const { comes, after, which } of changes) {
        shown.push(...wall.times(after));
        photos = new Map(photos);
        if (comes) {
          seq += 1;
          photos.set(`photo-${seq}`, photoOf(seq));
          wall.know(photos, () => true);
          expect(wall.coming(1)).toEqual([`photo-${seq}`]);
        } else {
          const id = [...photos.keys()][which % photos.size] ?? '';
          photos.delete(id);
          stays.delete(id);
          wall.know(photos);
          expect(wall.coming(100)).not.toContain(id);
        }
        if (photos.size === 0) return;
      }
      shown.push(...wall.times(40));
      const counts = [...stays].map((id) => countOf(shown, id));
      // A round that photos join may put off one that was drawn already.
      if (counts.length > 0)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

test('a new photo comes next, of a burst the newest first, and then the others of it', () => {
  const wall = play(1);
  wall.know(photosOf(20));
  wall.next();
  wall.know(photosOf(23), ({ seq }) => seq > 20);
  expect(wall.times(3)).toEqual(['photo-23', 'photo-22', 'photo-21']);
  wall.know(photosOf(24), ({ seq }) => seq > 20);
  expect(wall.next()).toBe('photo-24');
});

test('of a burst of hundreds the newest are shown at once and none is forgotten', () => {
  const wall = play(2);
  wall.know(photosOf(5));
  wall.know(photosOf(205), ({ seq }) => seq > 5);
  expect(wall.coming(MAX_FRESH)[0]).toBe('photo-205');
  expect(new Set(wall.times(205)).size).toBe(205);
});

test('photos that the wall learns of later take part in the present round', () => {
  const wall = play(3);
  wall.know(photosOf(5));
  const before = wall.coming(4);
  wall.know(photosOf(60));
  // Those are loaded already.
  expect(wall.coming(4)).toEqual(before);
  expect(new Set(wall.times(60)).size).toBe(60);
});

test('a photo that is featured now leads what is left of the round', () => {
  const wall = play(4);
  wall.know(photosOf(20));
  const last = wall.coming(20)[19] ?? '';
  const photos = photosOf(20);
  const photo = photos.get(last);
  if (photo === undefined) throw new Error('It is not there.');
  wall.know(photos.set(last, { ...photo, featured: true }));
  expect(wall.next()).toBe(last);
});

test('a photo with a new content comes next once more', () => {
  const wall = play(5);
  wall.know(photosOf(8));
  const [, seen = ''] = wall.times(3);
  wall.again(seen);
  expect(wall.next()).toBe(seen);
  wall.again('photo-99');
  expect(wall.coming(3)).not.toContain('photo-99');
});

test('a single photo stays, and an empty session has nothing to show', () => {
  const wall = play(6);
  expect(wall.coming(3)).toEqual([]);
  wall.know(photosOf(1));
  expect(wall.times(3)).toEqual(['photo-1', 'photo-1', 'photo-1']);
  wall.know(new Map());
  expect(wall.coming(3)).toEqual([]);
});
