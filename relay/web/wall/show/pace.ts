/** How long things take on the wall, in milliseconds. */
export interface Pace {
  /** A photo gives way to the next one of its round after so long. */
  dueMs: number;
  /** A new photo does not wait for that, but for so long: everybody gets a moment. */
  openMs: number;
  changeMs: number;
  /** Of a new photo. */
  cutInMs: number;
}

const OPEN_MS = 2_500;
const CHANGE_MS = 1_400;
const CUT_IN_MS = 500;
/** More often than this nobody can follow a mosaic. */
const SHORTEST_MS = 1_500;

/**
 * @param seconds that a photo stays.
 * @param changes how many photos change within that time.
 */
export function pace(seconds: number, changes: number): Pace {
  const dueMs = Math.max(SHORTEST_MS, (seconds * 1_000) / changes);
  return {
    dueMs,
    openMs: Math.min(OPEN_MS, dueMs),
    changeMs: Math.min(CHANGE_MS, dueMs / 2),
    cutInMs: Math.min(CUT_IN_MS, dueMs / 2),
  };
}
