import { useEffect, useState } from 'preact/hooks';

/** A value that changes by facts, and those who want to know. */
export interface Store<State, Fact> {
  get: () => State;
  take: (fact: Fact) => void;
  /** Returns how to stop listening. */
  subscribe: (listener: () => void) => () => void;
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
export function useStore<State, Fact>(store: Store<State, Fact>): State {
  const [state, setState] = useState(store.get);
  useEffect(() => {
    // It may have changed between the first render and this effect.
    setState(store.get());
    return store.subscribe(() => setState(store.get()));
  }, [store]);
  return state;
}
