export interface Backoff {
  firstMs: number;
  capMs: number;
}

/**
 * How long to wait before attempt number `failures` (1, 2, 3 …), in milliseconds: doubling, capped,
 * and anywhere between a third of that and all of it, so that a hall of phones does not come back
 * in step.
 *
 * @param random 0…1
 */
export function backoffMs({ firstMs, capMs }: Backoff, failures: number, random: number): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return full * (1 / 3 + (2 / 3) * random);
}
