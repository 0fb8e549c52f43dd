import { justify, type JustifiedRows, type Row, type RowBox } from './justify.ts';
import type { IsBefore, Ordered } from '../photos/view.ts';
import { cutSections, type Extent, type Section } from './sections.ts';

/** What the layout needs to know of a photo. */
export interface LaidOut {
  id: string;
  seq: number;
  capturedAt: number;
  width: number;
  height: number;
}

/** Where a photo is, in CSS pixels from the grid's top left corner. */
export interface Cell<T> {
  photo: T;
  left: number;
  top: number;
  width: number;
  height: number;
}

interface PlacedSection<T extends LaidOut> extends Section<T>, JustifiedRows {
  top: number;
  /** By row, made when they are first looked at; the same objects for as long as nothing moves. */
  cells: Map<Row, readonly Cell<T>[]>;
}

export interface GridLayout<T extends LaidOut> {
  sections: readonly PlacedSection<T>[];
  /** Photos in `sections`. */
  count: number;
  height: number;
  isBefore: IsBefore;
}

/** What is to be laid out. */
export interface PhotoList<T> extends Extent {
  /** In the order that `isBefore` says. */
  photos: readonly T[];
  isBefore: IsBefore;
}

/** So few photos leave room on the screen: they are shown this much larger. */
const FEW_PHOTOS = 6;
const FEW_SCALE = 1.5;

/**
 * Row height and gap that suit a page of this width and a gallery of so many photos: two landscapes
 * beside each other on a phone.
 */
export function rowBox(width: number, count = Infinity): RowBox {
  const scale = count <= FEW_PHOTOS ? FEW_SCALE : 1;
  if (width < 600) return { width, gap: 2, rowHeight: width * 0.42 * scale };
  return { width, gap: 3, rowHeight: Math.min(340, Math.max(250, width * 0.22)) * scale };
}

/**
 * Lays out again and again, at the cost of what has changed: sections with the same photos keep
 * their rows, and those that have not moved are the same objects as before.
 */
export function createGridLayouter<T extends LaidOut>() {
  let kept = new Map<string, PlacedSection<T>>();
  let keptBox = rowBox(0);

  function place(section: Section<T>, top: number, box: RowBox): PlacedSection<T> {
    const before = kept.get(section.key);
    if (before === undefined || !haveSameShapes(before.photos, section.photos)) {
      const rows = justify(section.photos.map(ratioOf), box);
      return { ...section, ...rows, top, cells: new Map() };
    }
    const isSame = before.top === top && areSame(before.photos, section.photos);
    return isSame ? before : { ...before, photos: section.photos, top, cells: new Map() };
  }

  return ({ photos, isBefore, ...extent }: PhotoList<T>, width: number): GridLayout<T> => {
    const isWhole = !extent.moreBefore && !extent.moreBehind;
    const box = rowBox(width, isWhole ? photos.length : Infinity);
    const isSameBox = box.width === keptBox.width && box.rowHeight === keptBox.rowHeight;
    if (!isSameBox) kept = new Map();
    keptBox = box;
    const sections: PlacedSection<T>[] = [];
    let top = 0;
    let count = 0;
    for (const section of cutSections(photos, extent)) {
      const placed = place(section, top, box);
      sections.push(placed);
      top += placed.height + box.gap;
      count += placed.photos.length;
    }
    kept = new Map(sections.map((section) => [section.key, section]));
    return { sections, count, height: Math.max(0, top - box.gap), isBefore };
  };
}

/** The cells of all rows that touch the stretch between two heights, in reading order. */
export function cellsBetween<T extends LaidOut>(
  { sections }: GridLayout<T>,
  from: number,
  to: number,
): Cell<T>[] {
  const cells: Cell<T>[] = [];
  for (const section of sections.slice(firstReaching(sections, from))) {
    if (section.top > to) break;
    for (const row of section.rows.slice(firstReaching(section.rows, from - section.top))) {
      if (section.top + row.top > to) break;
      cells.push(...cellsOfRow(section, row));
    }
  }
  return cells;
}

/**
 * Where a photo is; where it is gone, the next one that is there. Undefined for one that comes
 * behind all that are laid out.
 */
export function cellAt<T extends LaidOut>(
  { sections, isBefore }: GridLayout<T>,
  wanted: Ordered,
): Cell<T> | undefined {
  for (const section of sections) {
    const last = section.photos.at(-1);
    if (last === undefined || isBefore(last, wanted)) continue;
    const index = section.photos.findIndex((photo) => !isBefore(photo, wanted));
    const row = section.rows.find(({ to }) => index < to);
    if (row !== undefined) return cellsOfRow(section, row)[index - row.from];
  }
  return undefined;
}

function cellsOfRow<T extends LaidOut>(section: PlacedSection<T>, row: Row): readonly Cell<T>[] {
  const before = section.cells.get(row);
  if (before !== undefined) return before;
  const cells: Cell<T>[] = [];
  for (const [index, { left, width }] of row.cells.entries()) {
    const photo = section.photos[row.from + index];
    if (photo === undefined) continue;
    cells.push({ photo, left, width, top: section.top + row.top, height: row.height });
  }
  section.cells.set(row, cells);
  return cells;
}

/** Index of the first of these, sorted by `top`, that ends below a height. */
function firstReaching(items: readonly { top: number; height: number }[], height: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && item.top + item.height < height) low = middle + 1;
    else high = middle;
  }
  return low;
}

function haveSameShapes<T extends LaidOut>(before: readonly T[], now: readonly T[]): boolean {
  if (before.length !== now.length) return false;
  return now.every((photo, index) => {
    const other = before[index];
    if (other === photo) return true;
    return other?.id === photo.id && ratioOf(other) === ratioOf(photo);
  });
}

function areSame<T>(before: readonly T[], now: readonly T[]): boolean {
  return before.every((photo, index) => photo === now[index]);
}

function ratioOf({ width, height }: LaidOut): number {
  return width / height;
}
