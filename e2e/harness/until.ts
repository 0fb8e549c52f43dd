import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

const POLL_MS = 50;

/** How long anything may take before a journey calls it missing; generous on purpose. */
export const PATIENCE_MS = 60_000;

type Answer<T> = Exclude<T, undefined | null | false>;

function isAnswer<T>(value: T): value is Answer<T> {
  return value !== undefined && value !== null && value !== false;
}

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
): Promise<Answer<T>> {
  const deadline = Date.now() + patienceMs;
  let lastFailure: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (isAnswer(answer)) return answer;
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
