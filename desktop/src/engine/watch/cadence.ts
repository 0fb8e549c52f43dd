/** When to search a hot folder, and how thoroughly. */
export interface Cadence {
  /** `full`: every file is asked for its state; `names`: only those whose name is new. */
  due(now: number, polling: boolean): 'full' | 'names' | null;
  /** A full scan is wanted with the next beat. */
  soon(): void;
  /** A scan begins; what is wanted from now on needs another one. */
  begin(kind: 'full' | 'names'): void;
  /** It took so many milliseconds. */
  end(kind: 'full' | 'names', now: number, took: number, polling: boolean): void;
}

/** Shortest rest after a full scan, with events in between and without, in milliseconds. */
const FULL_REST = 60_000;
const POLLING_FULL_REST = 10_000;
const NAMES_REST = 1000;
const MAX_REST = 300_000;
/** A scan is followed by so many times its own duration of rest: at most 1 % of a core. */
const REST_PER_WORK = 100;

/** Times are those of a monotonic clock, in milliseconds. */
export function createCadence(): Cadence {
  let wanted = true;
  let nextFull = 0;
  let nextNames = 0;
  return {
    due(now, polling) {
      if (wanted || now >= nextFull) return 'full';
      return polling && now >= nextNames ? 'names' : null;
    },
    soon() {
      wanted = true;
    },
    begin(kind) {
      if (kind === 'full') wanted = false;
    },
    end(kind, now, took, polling) {
      const needed = Math.min(took * REST_PER_WORK, MAX_REST);
      nextNames = now + Math.max(needed, NAMES_REST);
      if (kind === 'full')
        nextFull = now + Math.max(needed, polling ? POLLING_FULL_REST : FULL_REST);
    },
  };
}
