import { INITIAL_STATE, type Action, type UiState } from './state.ts';
import { reducer } from './reducer.ts';

/** Holds the state and tells when there is another; the only mutable thing about it. */
export interface Store {
  get: () => UiState;
  dispatch: (action: Action) => void;
  /** Returns how to stop listening. */
  subscribe: (listener: () => void) => () => void;
}

export function createStore(initial: UiState = INITIAL_STATE): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch: (action) => {
      const next = reducer(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
