import { selectFrames, selectGroups, selectNeighbour } from './state/selectors.ts';
import type { Store } from './state/store.ts';

/** Looks at the next frame of the filmstrip (`step` 1: newer, -1: older). */
export function goTo(store: Store, step: 1 | -1): void {
  const state = store.get();
  const id = selectNeighbour(state, step);
  if (id !== undefined) store.dispatch({ type: 'pick', id });
}

/** Looks at the oldest frame there is so far. */
export function goToOldest(store: Store): void {
  const [id] = selectFrames(store.get());
  if (id !== undefined) store.dispatch({ type: 'pick', id });
}

/** All shots again, and always the newest. */
export function backToLive(store: Store): void {
  store.dispatch({ type: 'show_group', group: null, first: null });
}

/** Shows the shots of the most urgent reason. */
export function showAttention(store: Store): void {
  const [group] = selectGroups(store.get());
  if (!group) return;
  store.dispatch({ type: 'show_group', group: group.key, first: group.ids.at(-1) ?? null });
}
