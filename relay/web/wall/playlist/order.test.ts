import fc from 'fast-check';
import { expect, test } from 'vitest';
import { photoOf, randomOf } from '../testing/photos.ts';
import { order } from './order.ts';

const someSession = fc.record({
  seed: fc.integer(),
  photos: fc.array(
    fc.record({ featured: fc.boolean(), publishedAt: fc.integer({ min: 0, max: 10_000_000 }) }),
    { maxLength: 60 },
  ),
  shown: fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 60 }),
});

const sessionOf = (photos: readonly { featured: boolean; publishedAt: number }[]) =>
  photos.map((photo, index) => photoOf(index + 1, photo));

test('a round shows every photo exactly once, featured ones first', () => {
  fc.assert(
    fc.property(someSession, ({ seed, photos, shown }) => {
      const session = sessionOf(photos);
      const lately = shown.map((seq) => `photo-${seq}`);
      const round = order(session, lately, randomOf(seed));
      expect(round).toHaveLength(session.length);
      expect(new Set(round)).toEqual(new Set(session.map(({ id }) => id)));
      const featured = round.map((id) => session.find((one) => one.id === id)?.featured);
      expect(featured.lastIndexOf(true)).toBeLessThan(
        featured.includes(false) ? featured.indexOf(false) : Infinity,
      );
    }),
  );
});

test('what was shown in the last half of a round comes after what was not', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 60 }), (seed, count) => {
      const photos = Array.from({ length: count }, (_, index) => photoOf(index + 1));
      const shown = photos.map(({ id }) => id);
      const half = Math.floor(count / 2);
      const round = order(photos, shown, randomOf(seed));
      expect(new Set(round.slice(-half))).toEqual(new Set(shown.slice(0, half)));
    }),
  );
});

test('recent photos are drawn earlier, three times as likely as others to be the first', () => {
  const old = Array.from({ length: 30 }, (_, index) => photoOf(index + 1, { publishedAt: 0 }));
  const recent = Array.from({ length: 10 }, (_, index) =>
    photoOf(index + 31, { publishedAt: 7_200_000 }),
  );
  const random = randomOf(7);
  let first = 0;
  for (let round = 0; round < 4_000; round += 1) {
    const [id = ''] = order([...old, ...recent], [], random);
    if (recent.some((photo) => photo.id === id)) first += 1;
  }
  // 10 × 3 of 60 tickets.
  expect(first / 4_000).toBeCloseTo(0.5, 1);
});
