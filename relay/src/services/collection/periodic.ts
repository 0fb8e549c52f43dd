import { setTimeout as pause } from 'node:timers/promises';

export interface Period {
  /** Milliseconds before the first time. */
  firstMs: number;
  /** Milliseconds between the end of one and the begin of the next. */
  everyMs: number;
}

/**
 * Does something now and then until it is stopped; never twice at once. A failure is reported and
 * the next time comes all the same.
 *
 * @param work ends early when its signal is aborted.
 * @returns stops it, and waits for what is running.
 */
export function repeat(
  work: (signal: AbortSignal) => Promise<unknown>,
  { firstMs, everyMs }: Period,
  onFailure: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = (async () => {
    for (let waitMs = firstMs; await waited(waitMs, signal); waitMs = everyMs) {
      try {
        await work(signal);
      } catch (error) {
        if (!signal.aborted) onFailure(error);
      }
    }
  })();
  return async () => {
    stopping.abort();
    await running;
  };
}

/** Whether the time has passed, rather than having been cut short. Keeps no process alive. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await pause(ms, undefined, { signal, ref: false });
    return true;
  } catch {
    return false;
  }
}
