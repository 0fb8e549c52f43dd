/** What is selected, as in a file manager. Ids, not places: the list moves while one selects. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins; null while nothing was chosen. */
  readonly anchor: string | null;
  /** Where the keyboard is. */
  readonly focus: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null, focus: null };

export interface Keys {
  /** Ctrl, or ⌘ on a Mac: this one as well, or not any more. */
  toggle: boolean;
  /** Shift: everything from the anchor to here. */
  range: boolean;
}

/** Somebody has clicked on a photo. @param order the ids as they are shown. */
export function choose(
  selection: Selection,
  order: readonly string[],
  id: string,
  { toggle, range }: Keys,
): Selection {
  if (range && selection.anchor !== null) {
    const stretch = between(order, selection.anchor, id);
    const ids = toggle ? new Set([...selection.ids, ...stretch]) : new Set(stretch);
    return { ids, anchor: selection.anchor, focus: id };
  }
  if (!toggle) return { ids: new Set([id]), anchor: id, focus: id };
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id, focus: id };
}

/** A rectangle was drawn over photos. @param before what was selected and stays, with Ctrl or Shift. */
export function drawn(before: ReadonlySet<string>, within: readonly string[]): Selection {
  return {
    ids: new Set([...before, ...within]),
    anchor: within[0] ?? null,
    focus: within.at(-1) ?? null,
  };
}

export function chooseAll(order: readonly string[], { focus }: Selection): Selection {
  return { ids: new Set(order), anchor: order[0] ?? null, focus: focus ?? order[0] ?? null };
}

/** The keyboard goes to another photo. @param steps places forwards; backwards where negative. */
export function step(
  selection: Selection,
  order: readonly string[],
  steps: number,
  keys: Keys,
): Selection {
  if (order.length === 0) return selection;
  const at = selection.focus === null ? -1 : order.indexOf(selection.focus);
  const to = at === -1 ? 0 : Math.min(order.length - 1, Math.max(0, at + steps));
  const id = order[to];
  if (id === undefined) return selection;
  // With Ctrl only the focus moves, and Space selects.
  if (keys.toggle && !keys.range) return { ...selection, focus: id };
  return choose(selection, order, id, keys);
}

/** What is not there any more is not selected any more. The same object where nothing changes. */
export function keepShown(selection: Selection, order: readonly string[]): Selection {
  if (selection.ids.size === 0) return selection;
  const shown = new Set(order);
  const ids = new Set([...selection.ids].filter((id) => shown.has(id)));
  return ids.size === selection.ids.size ? selection : { ...selection, ids };
}

function between(order: readonly string[], from: string, to: string): string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  if (b === -1) return [];
  if (a === -1) return [to];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}
