import type { App } from '../../app/context.tsx';
import { selectCursor, selectPlace } from '../light-table/selectors.ts';

/** Of the burst at the cursor this frame goes out, and the others are held back. */
export function keepAtCursor(store: App['store'], decider: App['decider']): void {
  const state = store.get();
  const cursor = selectCursor(state);
  const place = cursor === undefined ? undefined : selectPlace(state, cursor);
  if (cursor !== undefined && place) decider.keep(cursor, place.burst);
}
