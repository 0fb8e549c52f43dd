import { expect, it } from 'vitest';
import { createBacklog } from './backlog.ts';

/** A backlog whose counts are counted, and a clock. */
function counted(bytes: number) {
  const seen = { bytes, counts: 0, now: 0 };
  const backlog = createBacklog(
    () => {
      seen.counts += 1;
      return { photos: 1, bytes: seen.bytes };
    },
    () => seen.now,
  );
  return { seen, backlog };
}

it('is exact down to the last photo', () => {
  const { seen, backlog } = counted(1_000);
  backlog(true);
  seen.bytes = 0;
  expect(backlog(true).bytes).toBe(0);
});

it('is not counted at every moment where it is very much', () => {
  const { seen, backlog } = counted(1e9);
  backlog(true);
  backlog(true);
  expect(seen.counts).toBe(1);
  backlog(false);
  expect(seen.counts, 'something else is asked').toBe(2);
  seen.now += 5_000;
  backlog(false);
  expect(seen.counts).toBe(3);
});
