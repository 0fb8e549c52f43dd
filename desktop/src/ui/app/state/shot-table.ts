import type { ShotView } from '../../../bridge/contract.ts';

/** A shot, and when the engine last spoke of it: the count of its events, see `asked`. */
interface Entry {
  readonly shot: ShotView;
  readonly heard: number;
  /** What it will be when the engine has done what it was just asked for. */
  readonly guess?: { readonly shot: ShotView; readonly ask: number };
}

/**
 * The shots this page knows. `strip` is the part without gaps that ends at the newest; shots
 * outside it (older ones that need a person) are known too but have no place in it yet.
 */
export interface ShotTable {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Ids, the oldest first: UUIDv7 sorts by when a shot was first seen. */
  readonly strip: readonly string[];
  /** Whether there are shots older than the strip. */
  readonly more: boolean;
  /** Ids that turned out to be another shot's content; they never come back. */
  readonly removed: ReadonlySet<string>;
  /** Events heard so far. */
  readonly heard: number;
}

export const NO_SHOTS: ShotTable = {
  entries: new Map(),
  strip: [],
  more: false,
  removed: new Set(),
  heard: 0,
};

/** A page of shots as it was when `asked` events had been heard. */
export interface ShotPage {
  shots: readonly ShotView[];
  more: boolean;
  asked: number;
}

export function shotOf(table: ShotTable, id: string): ShotView | undefined {
  const entry = table.entries.get(id);
  return entry?.guess?.shot ?? entry?.shot;
}

/** Every shot that is known, in no order. */
export function shotsIn(entries: ShotTable['entries']): ShotView[] {
  return [...entries.values()].map(({ shot, guess }) => guess?.shot ?? shot);
}

/**
 * These shots are shown so until the engine has answered.
 *
 * @param ask number of what the engine was asked for; a later one's guess replaces an earlier one's.
 */
export function withGuesses(table: ShotTable, shots: readonly ShotView[], ask: number): ShotTable {
  const entries = new Map(table.entries);
  for (const shot of shots) {
    const known = entries.get(shot.id);
    if (known) entries.set(shot.id, { ...known, guess: { shot, ask } });
  }
  return { ...table, entries };
}

/** The engine has answered, or never will: what it said holds, and not what was guessed. */
export function withoutGuesses(table: ShotTable, ids: readonly string[], ask: number): ShotTable {
  const entries = new Map(table.entries);
  for (const id of ids) {
    const known = entries.get(id);
    if (known?.guess?.ask === ask) entries.set(id, { shot: known.shot, heard: known.heard });
  }
  return { ...table, entries };
}

/** The engine said that these shots are now so. */
export function withEvent(table: ShotTable, shots: readonly ShotView[]): ShotTable {
  const heard = table.heard + 1;
  const entries = new Map(table.entries);
  for (const shot of shots) {
    if (!table.removed.has(shot.id)) entries.set(shot.id, { ...entries.get(shot.id), shot, heard });
  }
  const oldest = table.strip[0];
  const fits = (id: string) => !table.more || oldest === undefined || id > oldest;
  const ids = shots.map((shot) => shot.id).filter((id) => entries.has(id) && fits(id));
  return { ...table, entries, heard, strip: merged(table.strip, ids) };
}

/** These ids are nothing of their own any more. */
export function withoutShots(table: ShotTable, ids: readonly string[]): ShotTable {
  const gone = new Set(ids);
  const entries = new Map([...table.entries].filter(([id]) => !gone.has(id)));
  const strip = table.strip.filter((id) => !gone.has(id));
  const removed = new Set([...table.removed, ...ids]);
  return { ...table, entries, strip, removed, heard: table.heard + 1 };
}

/**
 * The newest page after connecting. What was known before is forgotten, because it may have
 * changed unheard; what was heard since the page was asked for stays.
 */
export function withNewestPage(table: ShotTable, page: ShotPage): ShotTable {
  const heardSince = new Map([...table.entries].filter(([, entry]) => entry.heard > page.asked));
  const fresh = { ...table, entries: heardSince, strip: [], more: page.more };
  const filled = withStrayPage(fresh, page);
  const oldest = page.shots.at(-1)?.id ?? '';
  const inStrip = [...filled.entries.keys()].filter((id) => !page.more || id >= oldest);
  return { ...filled, strip: inStrip.toSorted() };
}

/** The page before the strip's oldest shot. */
export function withOlderPage(table: ShotTable, page: ShotPage): ShotTable {
  const filled = withStrayPage(table, page);
  const ids = page.shots.map((shot) => shot.id).filter((id) => filled.entries.has(id));
  return { ...filled, strip: merged(filled.strip, ids), more: page.more };
}

/** Shots from anywhere, e.g. all that failed. An event heard after asking is newer than the page. */
export function withStrayPage(table: ShotTable, page: ShotPage): ShotTable {
  const entries = new Map(table.entries);
  for (const shot of page.shots) {
    const known = entries.get(shot.id);
    if (table.removed.has(shot.id) || (known && known.heard > page.asked)) continue;
    entries.set(shot.id, { ...known, shot, heard: page.asked });
  }
  return { ...table, entries };
}

function merged(strip: readonly string[], ids: readonly string[]): readonly string[] {
  const known = new Set(strip);
  const fresh = ids.filter((id) => !known.has(id)).toSorted();
  if (fresh.length === 0) return strip;
  const [newest = '', oldestFresh = ''] = [strip.at(-1), fresh[0]];
  const both = [...strip, ...fresh];
  return oldestFresh > newest ? both : both.toSorted();
}
