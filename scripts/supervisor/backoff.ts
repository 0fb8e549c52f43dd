const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * How long to wait before a process that died is started again: doubling from a quarter of a second
 * to ten, of which half is up to chance, so that two that died together do not start together.
 *
 * @param failures deaths in a row, 0 for the first
 * @param chance 0…1
 * @returns milliseconds
 */
export function restartDelay(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return Math.round(whole * (0.5 + chance / 2));
}
