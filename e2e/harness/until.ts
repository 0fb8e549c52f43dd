import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

const POLL_MS = 50;

/** How long anything may take before a journey calls it missing; generous on purpose. */
export const PATIENCE_MS = 60_000;

/**
 * Asks again until there is an answer.
 *
 * @param what completes "Waited … for" in the failure.
 * @param ask returns `undefined`, `false` or `null` for "not yet"; a throw counts as that too and is
 *   shown when the patience ends.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + patienceMs;
  let lastFailure: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer as Exclude<T, undefined | null | false>;
      }
      lastFailure = undefined;
    } catch (error) {
      lastFailure = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${patienceMs / 1000} s for ${what}.`, { cause: lastFailure });
    }
    await sleep(POLL_MS);
  }
}
