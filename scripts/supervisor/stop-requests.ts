/** A second Ctrl-C means "now"; npm and the terminal send the first one several times at once. */
const SAME_KEY_MS = 700;

export interface StopRequests {
  /** Aborted when somebody asked us to stop. */
  stop: AbortSignal;
  /** Aborted when somebody does not want to wait for that. */
  force: AbortSignal;
  dispose(): void;
}

/**
 * Listens to everything that means "stop": Ctrl-C, SIGTERM, a closed terminal, and the end of the
 * process that started us.
 */
export function listenForStop(): StopRequests {
  const stop = new AbortController();
  const force = new AbortController();
  let firstAt = 0;
  const ask = () => {
    if (!stop.signal.aborted) firstAt = performance.now();
    stop.abort();
  };
  const interrupt = () => {
    if (stop.signal.aborted && performance.now() - firstAt > SAME_KEY_MS) force.abort();
    else ask();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', ask);
  process.on('SIGHUP', ask);
  process.on('disconnect', ask);
  return {
    stop: stop.signal,
    force: force.signal,
    dispose: () => {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', ask);
      process.off('SIGHUP', ask);
      process.off('disconnect', ask);
    },
  };
}

/** Resolves once the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
