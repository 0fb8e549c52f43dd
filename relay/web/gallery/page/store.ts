import { useEffect, useState } from 'preact/hooks';

/** A value that changes, and those who want to know. */
export interface Readable<State> {
  get: () => State;
  /** Returns how to stop listening. */
  subscribe: (listener: () => void) => () => void;
}

/** One that changes by facts. */
export interface Store<State, Fact> extends Readable<State> {
  take: (fact: Fact) => void;
}

export function createStore<State, Fact>(
  first: State,
  next: (state: State, fact: Fact) => State,
): Store<State, Fact> {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    take(fact) {
      const before = state;
      state = next(before, fact);
      if (state !== before) for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's present value; the component renders again when it changes. */
export function useStore<State>(store: Readable<State>): State {
  const [state, setState] = useState(store.get);
  useEffect(() => {
    // It may have changed between the first render and this effect.
    setState(store.get());
    return store.subscribe(() => setState(store.get()));
  }, [store]);
  return state;
}
