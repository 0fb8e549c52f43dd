import { Agent } from 'undici';

const LOOK_MS = 1_000;
/** A busy computer looks late, but not by this much. */
const ASLEEP_MS = 10_000;

/**
 * Says when the computer has woken up. Asleep, no timer runs while the clock goes on; a clock that
 * was only set forward looks the same, and does no harm.
 *
 * @param now epoch milliseconds.
 * @param signal ends the watch.
 */
export function watchSleep(now: () => number, onWoke: () => void, signal: AbortSignal): void {
  let lookedAt = now();
  const timer = setInterval(() => {
    const since = now() - lookedAt;
    lookedAt += since;
    if (since > LOOK_MS + ASLEEP_MS) onWoke();
  }, LOOK_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  if (signal.aborted) clearInterval(timer);
}

/** Calls that can all be given up at once. */
export interface Line {
  fetch: typeof fetch;
  /** Whatever is under way fails as if the network had ended it. */
  drop: (reason: string) => void;
}

/**
 * Connections of before a sleep are dead and do not know it: nobody should wait for them. Also not
 * for those that rest in the pool, which the next calls would take one after the other.
 */
export function createLine(): Line {
  let until = new AbortController();
  let connections = new Agent();
  return {
    fetch(input, init) {
      const own = init?.signal;
      const signal = own ? AbortSignal.any([own, until.signal]) : until.signal;
      const options: RequestInit = { ...init, signal };
      // Not said to the compiler: Node's types of it are those of another version.
      Object.assign(options, { dispatcher: connections });
      return fetch(input, options);
    },
    drop(reason) {
      until.abort(new Error(reason));
      until = new AbortController();
      const dead = connections;
      connections = new Agent();
      void dead.destroy();
    },
  };
}
