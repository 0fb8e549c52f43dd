/** A grid of squares of one size, in CSS pixels. */
export interface Cells {
  columns: number;
  /** Side of a square. */
  side: number;
  gap: number;
  count: number;
}

/** Left, top, right and bottom in the grid. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const GAP = 6;
/** A hand's width of a phone has three, a laptop six or more. */
const SMALLEST = { narrow: 100, wide: 148 };
const NARROW = 600;

export function cellsFor(width: number, count: number): Cells {
  const smallest = width < NARROW ? SMALLEST.narrow : SMALLEST.wide;
  const columns = Math.max(2, Math.floor((width + GAP) / (smallest + GAP)));
  const side = Math.max(1, (width - (columns - 1) * GAP) / columns);
  return { columns, side, gap: GAP, count };
}

export function heightOf({ columns, side, gap, count }: Cells): number {
  const rows = Math.ceil(count / columns);
  return rows === 0 ? 0 : rows * (side + gap) - gap;
}

export function placeOf({ columns, side, gap }: Cells, index: number): { x: number; y: number } {
  const row = Math.floor(index / columns);
  return { x: (index - row * columns) * (side + gap), y: row * (side + gap) };
}

/** The first of those in sight and the one after the last. @param margin how far beyond. */
export function inSight(
  { columns, side, gap, count }: Cells,
  top: number,
  bottom: number,
  margin: number,
): { from: number; to: number } {
  const pitch = side + gap;
  const first = Math.max(0, Math.floor((top - margin) / pitch));
  const last = Math.max(0, Math.ceil((bottom + margin) / pitch));
  return { from: Math.min(count, first * columns), to: Math.min(count, last * columns) };
}

/** Places of all squares that a rectangle touches, in their order. */
export function touchedBy(cells: Cells, box: Box): number[] {
  const { columns, side, gap, count } = cells;
  const pitch = side + gap;
  const touched: number[] = [];
  const rows = { from: firstAfter(box.top, side, pitch), to: Math.floor(box.bottom / pitch) };
  const across = {
    from: firstAfter(box.left, side, pitch),
    to: Math.min(columns - 1, Math.floor(box.right / pitch)),
  };
  for (let row = rows.from; row <= rows.to; row += 1) {
    for (let column = across.from; column <= across.to; column += 1) {
      const index = row * columns + column;
      if (index < count) touched.push(index);
    }
  }
  return touched;
}

/** The first square whose end lies beyond; what lies in the gap behind one does not touch it. */
function firstAfter(at: number, side: number, pitch: number): number {
  const index = Math.max(0, Math.floor(at / pitch));
  return at - index * pitch >= side ? index + 1 : index;
}
