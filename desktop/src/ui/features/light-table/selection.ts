import type { LightState } from './state.ts';

/*
 * Which frames are selected. `order` is always the ids of the frames that the filter lets through,
 * sorted, the oldest first.
 */

/** Index of the first id that is not smaller; `order.length` where all are. */
export function placeOf(order: readonly string[], id: string): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle] ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The frame the keys move: where it has left the filter (it was rejected, say) the one after it, so
 * that a person can go on deciding without moving.
 */
export function cursorIn(order: readonly string[], cursor: string | null): string | undefined {
  if (cursor === null) return order.at(-1);
  return order[placeOf(order, cursor)] ?? order.at(-1);
}

/** What an action is about: the selected frames that can be seen, else the one at the cursor. */
export function targetsIn(order: readonly string[], light: LightState): readonly string[] {
  const selected = light.selected.size > 0 ? order.filter((id) => light.selected.has(id)) : [];
  if (selected.length > 0) return selected;
  const cursor = cursorIn(order, light.cursor);
  return cursor === undefined ? [] : [cursor];
}

/** How a frame is clicked: alone, up to it (shift), or in addition (ctrl or cmd). */
export type Reach = 'only' | 'range' | 'toggle';

export function withPick(
  light: LightState,
  order: readonly string[],
  id: string,
  reach: Reach,
): LightState {
  if (reach === 'only') return { ...light, cursor: id, anchor: id, selected: new Set([id]) };
  if (reach === 'toggle') return toggled(light, id);
  const anchor = light.anchor ?? cursorIn(order, light.cursor) ?? id;
  return { ...light, cursor: id, anchor, selected: new Set(range(order, anchor, id)) };
}

function toggled(light: LightState, id: string): LightState {
  const selected = new Set(light.selected);
  if (!selected.delete(id)) selected.add(id);
  return { ...light, cursor: id, anchor: id, selected };
}

function range(order: readonly string[], one: string, other: string): readonly string[] {
  const [from, to] = one < other ? [one, other] : [other, one];
  const end = placeOf(order, to);
  return order.slice(placeOf(order, from), order[end] === to ? end + 1 : end);
}

/** The cursor goes on by so many frames, no further than the ends; `extend`: selecting on the way. */
export function withMove(
  light: LightState,
  order: readonly string[],
  step: number,
  extend: boolean,
): LightState {
  const cursor = cursorIn(order, light.cursor);
  if (cursor === undefined) return light;
  const place = Math.min(order.length - 1, Math.max(0, placeOf(order, cursor) + step));
  const id = order[place] ?? cursor;
  return withPick({ ...light, cursor }, order, id, extend ? 'range' : 'only');
}

export function withAll(light: LightState, order: readonly string[]): LightState {
  return { ...light, selected: new Set(order) };
}

/** @param added whether what was selected before the drag stays. */
export function withDragged(
  light: LightState,
  ids: readonly string[],
  before: ReadonlySet<string>,
  added: boolean,
): LightState {
  const selected = new Set(added ? [...before, ...ids] : ids);
  const cursor = ids.at(-1) ?? light.cursor;
  return { ...light, selected, cursor, anchor: ids[0] ?? light.anchor };
}

/** The next (or previous) frame with a property, around the end once; undefined: there is none. */
export function nextWith(
  order: readonly string[],
  from: string | undefined,
  wanted: (id: string) => boolean,
): string | undefined {
  const place = from === undefined ? -1 : placeOf(order, from);
  return order.slice(place + 1).find(wanted) ?? order.slice(0, Math.max(0, place)).find(wanted);
}
