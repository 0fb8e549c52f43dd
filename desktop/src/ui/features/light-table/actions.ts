import { selectLookedAt } from '../../app/state/selectors.ts';
import { shotOf } from '../../app/state/shot-table.ts';
import type { UiState } from '../../app/state/state.ts';
import type { Store } from '../../app/state/store.ts';
import { nextWith, placeOf, withAll, withMove, withPick, type Reach } from './selection.ts';
import { coverOf, isOpen } from '../bursts/stacks.ts';
import { selectBursts, selectCursor, selectOrder, selectPlace } from './selectors.ts';
import { MIDDLE, NO_FILTER, type LightState, type ShotFilter, type Zoom } from './state.ts';

/** Lays something else on the table. */
export function change(store: Store, told: Partial<LightState>): void {
  store.dispatch({ type: 'light', light: { ...store.get().light, ...told } });
}

/** The table with the shot on it that was looked at; `filter` where it is not what it was. */
export function openLightTable(store: Store, filter?: Partial<ShotFilter>): void {
  const cursor = selectLookedAt(store.get())?.id ?? null;
  const told = filter && { filter: { ...NO_FILTER, ...filter } };
  change(store, { on: true, mode: 'grid', cursor, anchor: null, selected: new Set(), ...told });
}

export function toggleLightTable(store: Store): void {
  if (store.get().light.on) change(store, { on: false });
  else openLightTable(store);
}

export function changeFilter(store: Store, told: Partial<ShotFilter>): void {
  change(store, { filter: { ...store.get().light.filter, ...told } });
}

function changed(store: Store, next: (light: LightState, state: UiState) => LightState): void {
  const state = store.get();
  store.dispatch({ type: 'light', light: next(state.light, state) });
}

export function pickFrame(store: Store, id: string, reach: Reach): void {
  changed(store, (light, state) => withPick(light, selectOrder(state), id, reach));
}

/** By so many frames; compared pictures change one of the two. */
export function move(store: Store, step: number, extend: boolean): void {
  changed(store, (light, state) =>
    withMove(light, selectOrder(state), step, extend && light.mode === 'grid'),
  );
}

export function selectAll(store: Store): void {
  changed(store, (light, state) => withAll(light, selectOrder(state)));
}

/** One picture large, and back. */
export function toggleLarge(store: Store): void {
  const { mode } = store.get().light;
  change(store, { mode: mode === 'grid' ? 'one' : 'grid', zoom: MIDDLE });
}

/**
 * Two pictures side by side: the two that are selected, else the one at the cursor and the one
 * after it; and back.
 */
export function toggleCompare(store: Store): void {
  changed(store, (light, state) => {
    if (light.mode === 'compare') return { ...light, mode: 'grid', zoom: MIDDLE };
    const order = selectOrder(state);
    const cursor = selectCursor(state);
    if (cursor === undefined || order.length < 2) return light;
    const [first, second] = order.filter((id) => light.selected.has(id));
    const pair =
      first !== undefined && second !== undefined ? [first, second] : beside(order, cursor);
    const [one = cursor, other = cursor] = pair;
    const selected = new Set([one]);
    return {
      ...light,
      mode: 'compare',
      zoom: MIDDLE,
      cursor: one,
      rival: other,
      anchor: one,
      selected,
      swapped: false,
    };
  });
}

function beside(order: readonly string[], cursor: string): readonly string[] {
  const place = placeOf(order, cursor);
  const next = order[place + 1];
  return next === undefined ? [order[place - 1] ?? cursor, cursor] : [cursor, next];
}

/** Of two compared pictures, the other one is what the keys are about now. */
export function changeSides(store: Store): void {
  changed(store, (light, state) => {
    const cursor = selectCursor(state);
    if (light.mode !== 'compare' || light.rival === null || cursor === undefined) return light;
    const selected = new Set([light.rival]);
    return {
      ...light,
      cursor: light.rival,
      rival: cursor,
      anchor: light.rival,
      selected,
      swapped: !light.swapped,
    };
  });
}

export function setZoom(store: Store, zoom: Zoom): void {
  change(store, { zoom });
}

/** 100 % and back, at the place that was looked at last. */
export function toggleZoom(store: Store): void {
  const { zoom } = store.get().light;
  setZoom(store, { ...zoom, full: !zoom.full });
}

/** Back by one step: the picture, the selection, the filter, the table. */
export function stepBack(store: Store): void {
  const { light } = store.get();
  if (light.mode !== 'grid') change(store, { mode: 'grid', zoom: MIDDLE });
  else if (light.selected.size > 1) change(store, { selected: new Set() });
  else change(store, { on: false });
}

/** Opens the burst at the cursor, or closes it. */
export function toggleBurst(store: Store): void {
  changed(store, (light, state) => {
    const cursor = selectCursor(state);
    const place = cursor === undefined ? undefined : selectPlace(state, cursor);
    if (!place) return light;
    const others = [...light.open].filter((id) => !place.burst.includes(id));
    if (place.isClosed) return { ...light, open: new Set([...others, ...place.burst]) };
    const cover = coverOf(place.burst, state.shots) ?? null;
    return { ...light, open: new Set(others), cursor: cover, anchor: cover, selected: new Set() };
  });
}

/** Opens every burst, or closes all where none is closed. */
export function toggleBursts(store: Store): void {
  changed(store, (light, state) => {
    const bursts = selectBursts(state);
    const anyClosed = bursts.some((burst) => !isOpen(burst, light.open));
    return { ...light, open: new Set(anyClosed ? bursts.flat() : []), selected: new Set() };
  });
}

/** The next shot that waits for a decision; says so where there is none. */
export function nextUndecided(store: Store): void {
  const state = store.get();
  const waits = (id: string) => shotOf(state.shots, id)?.state === 'held';
  // One that lies under another frame waits, too.
  const isHeld = (id: string) => (selectPlace(state, id)?.burst ?? [id]).some(waits);
  if (state.light.on) {
    const id = nextWith(selectOrder(state), selectCursor(state), isHeld);
    if (id !== undefined) pickFrame(store, id, 'only');
    else store.dispatch({ type: 'notice', notice: { kind: 'nothing_undecided' } });
    return;
  }
  const id = nextWith(state.shots.strip, selectLookedAt(state)?.id, waits);
  if (id !== undefined) store.dispatch({ type: 'pick', id });
  // Older ones than the filmstrip has.
  else if ((state.status?.counts.held ?? 0) > 0) openLightTable(store, { group: 'held' });
  else store.dispatch({ type: 'notice', notice: { kind: 'nothing_undecided' } });
}

/** This one large. */
export function openLarge(store: Store, id: string): void {
  pickFrame(store, id, 'only');
  change(store, { mode: 'one', zoom: MIDDLE });
}
