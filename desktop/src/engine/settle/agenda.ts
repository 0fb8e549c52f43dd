/** Times at which many things are due, on one timer that does not run while there are none. */
export interface Agenda {
  /** Due in so many milliseconds; replaces what was set for the key before. */
  set(key: string, delay: number): void;
  delete(key: string): void;
  /** Forgets everything. */
  stop(): void;
}

/** The timer does not fire more often than this, in milliseconds. */
const REST = 5;

/**
 * Keeps time by the monotonic clock: setting the computer's clock neither delays nor hastens
 * anything.
 *
 * @param onDue called with each key whose time has come; the key is off the agenda by then.
 */
export function createAgenda(onDue: (key: string) => void): Agenda {
  const dueTimes = new Map<string, number>();
  let timer: { handle: NodeJS.Timeout; at: number } | null = null;

  function arm(at: number): void {
    if (timer !== null && timer.at <= at) return;
    if (timer !== null) clearTimeout(timer.handle);
    timer = { handle: setTimeout(fire, Math.max(at - performance.now(), REST)), at };
  }

  function fire(): void {
    timer = null;
    const now = performance.now();
    let next = Infinity;
    const due: string[] = [];
    for (const [key, at] of dueTimes) {
      if (at <= now) due.push(key);
      else next = Math.min(next, at);
    }
    for (const key of due) dueTimes.delete(key);
    if (next < Infinity) arm(next);
    for (const key of due) onDue(key);
  }

  return {
    set(key, delay) {
      const at = performance.now() + Math.max(delay, 0);
      dueTimes.set(key, at);
      arm(at);
    },
    delete(key) {
      dueTimes.delete(key);
    },
    stop() {
      dueTimes.clear();
      if (timer !== null) clearTimeout(timer.handle);
      timer = null;
    },
  };
}
