import type { Frame, Scan } from './header.ts';

/** What a scan is made of (ITU T.81 A.2): so many units, each of these blocks in this order. */
export interface ScanUnits {
  count: number;
  /** One per block of a unit: the numbers of its Huffman tables. */
  blocks: { dcTable: number; acTable: number }[];
}

/**
 * A scan of several components is made of MCUs, which hold some blocks of each of them; a scan of
 * one component is made of its own blocks.
 */
export function unitsOf(frame: Frame, scan: Scan): ScanUnits {
  const widest = Math.max(...frame.components.map(({ horizontal }) => horizontal));
  const highest = Math.max(...frame.components.map(({ vertical }) => vertical));
  const parts = scan.components.map(({ id, dcTable, acTable }) => {
    const component = frame.components.find((other) => other.id === id);
    const { horizontal = 1, vertical = 1 } = component ?? {};
    return { horizontal, vertical, tables: { dcTable, acTable } };
  });
  const [alone] = parts;
  if (parts.length === 1 && alone !== undefined) {
    const columns = Math.ceil((frame.width * alone.horizontal) / (8 * widest));
    const rows = Math.ceil((frame.height * alone.vertical) / (8 * highest));
    return { count: columns * rows, blocks: [alone.tables] };
  }
  const columns = Math.ceil(frame.width / (8 * widest));
  const rows = Math.ceil(frame.height / (8 * highest));
  const blocks = parts.flatMap(({ horizontal, vertical, tables }) =>
    Array.from({ length: horizontal * vertical }, () => tables),
  );
  return { count: columns * rows, blocks };
}

/** How many restart markers stand between the intervals of a scan; 0 where the file has none. */
export function restartsIn(units: ScanUnits, interval: number): number {
  return interval === 0 ? 0 : Math.ceil(units.count / interval) - 1;
}
