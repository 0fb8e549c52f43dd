export interface Backoff {
  baseMs: number;
  capMs: number;
}

/**
 * Milliseconds to wait before attempt `attempts + 1`: somewhere between half and all of a delay
 * that doubles up to the cap. The random half keeps many laptops from coming back at once.
 */
export function backoffMs(
  attempts: number,
  { baseMs, capMs }: Backoff,
  random: () => number,
): number {
  const full = Math.min(capMs, baseMs * 2 ** Math.min(attempts, 30));
  return Math.round(full * (0.5 + random() / 2));
}
