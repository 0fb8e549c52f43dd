/** A value that changes, and those who want to know: what every binding to a framework needs. */
export interface Store<State> {
  get: () => State;
  /** Returns how to stop listening. */
  subscribe: (listener: () => void) => () => void;
}

export interface OwnStore<State> extends Store<State> {
  set: (state: State) => void;
  /** The next state, worked out from the present one. */
  change: (next: (state: State) => State) => void;
}

/** What is shown again at once, as after a step back, goes on without starting anew. */
const LINGER_MS = 1_000;

/**
 * @param start begins what keeps the value up to date, while anybody listens; returns how to end it.
 */
export function createStore<State>(first: State, start?: () => () => void): OwnStore<State> {
  let state = first;
  let stop: (() => void) | null = null;
  let stopping: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function set(next: State): void {
    if (Object.is(next, state)) return;
    state = next;
    for (const listener of listeners) listener();
  }

  function end(): void {
    stop?.();
    stop = null;
  }

  return {
    get: () => state,
    set,
    change: (next) => set(next(state)),
    subscribe(listener) {
      // One function may listen twice.
      const own = (): void => listener();
      listeners.add(own);
      clearTimeout(stopping);
      if (listeners.size === 1 && stop === null && start !== undefined) stop = start();
      return () => {
        listeners.delete(own);
        if (listeners.size > 0) return;
        clearTimeout(stopping);
        stopping = setTimeout(end, LINGER_MS);
      };
    },
  };
}
