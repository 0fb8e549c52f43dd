/** What rows have to fit into, in CSS pixels. */
export interface RowBox {
  width: number;
  gap: number;
  /** Height that rows come near to. */
  rowHeight: number;
}

/** Cells `from` up to, not including, `to`, all of one height and filling the width. */
export interface Row {
  from: number;
  to: number;
  top: number;
  height: number;
  cells: readonly Span[];
}

export interface Span {
  left: number;
  width: number;
}

export interface JustifiedRows {
  rows: readonly Row[];
  height: number;
}

/** A row may be this much higher than wished; what does not fill the width then is centred. */
const MAX_STRETCH = 1.65;
/** Several photos are never squeezed lower than this share of the wished height. */
const MIN_SQUEEZE = 0.55;
/** More than any row that fills the width can cost. */
const UNDERFULL = 10;

/**
 * Breaks photos into rows that fill the width, keeping their aspect ratios, so that all rows
 * together are as near to the wished height as they can be (the way TeX breaks a paragraph into
 * lines: Knuth & Plass 1981). Sizes are whole pixels. Time is linear in the number of photos.
 *
 * @param ratios width ÷ height of each photo.
 */
export function justify(ratios: readonly number[], box: RowBox): JustifiedRows {
  const rows: Row[] = [];
  let top = 0;
  for (const [from, to] of breakRows(ratios, box)) {
    const { height, cells } = placeRow(ratios.slice(from, to), box);
    rows.push({ from, to, top, height, cells });
    top += height + box.gap;
  }
  return { rows, height: Math.max(0, top - box.gap) };
}

/** The cheapest breaks, from the first row to the last. */
function breakRows(ratios: readonly number[], box: RowBox): [from: number, to: number][] {
  const cost = [0];
  const start = [0];
  for (let to = 1; to <= ratios.length; to += 1) {
    cost[to] = Infinity;
    let sum = 0;
    for (let from = to - 1; from >= 0; from -= 1) {
      sum += ratios[from] ?? 1;
      const stretch = naturalHeight(sum, to - from, box) / box.rowHeight;
      if (stretch < MIN_SQUEEZE && to - from > 1) break;
      const total = (cost[from] ?? 0) + rowCost(stretch);
      if (total < (cost[to] ?? Infinity)) {
        cost[to] = total;
        start[to] = from;
      }
    }
  }
  const breaks: [number, number][] = [];
  for (let to = ratios.length; to > 0; to = start[to] ?? 0) breaks.unshift([start[to] ?? 0, to]);
  return breaks;
}

function rowCost(stretch: number): number {
  if (stretch > MAX_STRETCH) return UNDERFULL * (stretch / MAX_STRETCH) ** 2;
  return (stretch < 1 ? 1 / stretch - 1 : stretch - 1) ** 2;
}

/** Height at which photos whose ratios add up to `sum` fill the width. */
function naturalHeight(sum: number, count: number, { width, gap }: RowBox): number {
  return (width - gap * (count - 1)) / sum;
}

function placeRow(ratios: readonly number[], box: RowBox): Pick<Row, 'height' | 'cells'> {
  const sum = ratios.reduce((total, ratio) => total + ratio, 0);
  const natural = naturalHeight(sum, ratios.length, box);
  const exact = Math.min(natural, box.rowHeight * MAX_STRETCH);
  const gaps = box.gap * (ratios.length - 1);
  const indent = Math.max(0, Math.round((box.width - gaps - exact * sum) / 2));
  const cells: Span[] = [];
  let edge = indent;
  let before = 0;
  for (const ratio of ratios) {
    before += ratio;
    // Rounded edges instead of rounded widths: the last one ends exactly at the width.
    const right = indent + Math.round(exact * before) + box.gap * cells.length;
    cells.push({ left: edge, width: Math.max(1, right - edge) });
    edge = right + box.gap;
  }
  return { height: Math.max(1, Math.round(exact)), cells };
}
