/** What was not used within this time is lost: a late timer is made up for, a pause is not. */
const CREDIT_MS = 100;

export interface PaceParts {
  /** Null: as fast as the line. */
  bytesPerSecond: () => number | null;
  /** Milliseconds of a clock that nobody sets. */
  now: () => number;
  /** Rejects when its signal ends it. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Lets bytes go at a rate that all who ask share, in the order in which they ask. Resolves when that
 * many may be sent; rejects when its signal ends it.
 */
export function createPace({ bytesPerSecond, now, wait }: PaceParts) {
  /** When the line is free again. */
  let freeAt = 0;
  return async (bytes: number, signal: AbortSignal): Promise<void> => {
    const rate = bytesPerSecond();
    if (rate === null) return;
    const startsAt = Math.max(freeAt, now() - CREDIT_MS);
    freeAt = startsAt + (bytes / rate) * 1000;
    const early = startsAt - now();
    if (early > 0) await wait(early, signal);
  };
}

export type Pace = ReturnType<typeof createPace>;
