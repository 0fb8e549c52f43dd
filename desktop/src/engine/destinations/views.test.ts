import { describe, expect, it } from 'vitest';
import { inAll } from './views.ts';

const NOTHING = { photos: 0, bytes: 0 };
const line = (bytes: number, secondsLeft: number | null, isOnline = true) => ({
  backlog: bytes === 0 ? NOTHING : { photos: 3, bytes },
  secondsLeft,
  isOnline,
});

describe('what is still to go to two destinations', () => {
  it('is what goes to both, for as long as the slower one takes', () => {
    expect(inAll([line(5_000, 2), line(7_000, 60)])).toEqual({
      backlog: { photos: 3, bytes: 12_000 },
      secondsLeft: 60,
    });
  });

  it('takes a time that nobody knows while the one that waits is away', () => {
    expect(inAll([line(0, 0), line(7_000, 1, false)]).secondsLeft).toBeNull();
    expect(inAll([line(7_000, 1), line(0, 0, false)]).secondsLeft).toBe(1);
  });

  it('is said of a single one as it says it itself, also while it is away', () => {
    expect(inAll([line(7_000, 60, false)])).toEqual({
      backlog: { photos: 3, bytes: 7_000 },
      secondsLeft: 60,
    });
    expect(inAll([line(0, null)])).toEqual({ backlog: NOTHING, secondsLeft: null });
  });
});
