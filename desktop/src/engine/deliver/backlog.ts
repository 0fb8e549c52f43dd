export interface Backlog {
  photos: number;
  bytes: number;
}

/** Counting thousands of photos takes 20 ms: of so much it is exact enough once in a while. */
const MUCH_BYTES = 300_000_000;
const RECOUNT_MS = 2_000;

/** What waits, counted each time it is asked for unless it is very much. */
export function createBacklog<B extends Backlog>(
  count: (withFull: boolean) => B,
  now: () => number,
): (withFull: boolean) => B {
  let last: { at: number; withFull: boolean; backlog: B } | null = null;
  return (withFull) => {
    const isFresh =
      last !== null &&
      last.withFull === withFull &&
      last.backlog.bytes > MUCH_BYTES &&
      Math.abs(now() - last.at) < RECOUNT_MS;
    if (last === null || !isFresh) last = { at: now(), withFull, backlog: count(withFull) };
    return last.backlog;
  };
}
