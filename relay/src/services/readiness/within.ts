import { setTimeout as pause } from 'node:timers/promises';

/**
 * What a check says; a sentence where it fails or takes too long. What takes too long ends by
 * itself: all that is checked has a limit of its own.
 */
export async function within(
  ms: number,
  check: () => Promise<string>,
  otherwise: string,
): Promise<string> {
  const answered = new AbortController();
  try {
    const late = pause(ms, otherwise, { signal: answered.signal, ref: false });
    return await Promise.race([check(), late]);
  } catch {
    // The reason is for the log of whoever fails because of it; here only that it does.
    return otherwise;
  } finally {
    answered.abort();
  }
}
