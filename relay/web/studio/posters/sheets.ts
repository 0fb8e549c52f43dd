import { A4 } from './drawing.ts';

/** What can be printed: one poster on its paper, or several on a sheet of A4 to be cut. */
export type SheetName = 'a4' | 'a5' | 'a6' | 'a4-2' | 'a4-4' | 'a4-8';

export interface Sheet {
  /** In millimetres. */
  width: number;
  height: number;
  columns: number;
  rows: number;
}

const A5 = { width: 148, height: 210 };
const A6 = { width: 105, height: 148 };
const TURNED = { width: A4.height, height: A4.width };

export const SHEETS: Readonly<Record<SheetName, Sheet>> = {
  a4: { ...A4, columns: 1, rows: 1 },
  a5: { ...A5, columns: 1, rows: 1 },
  a6: { ...A6, columns: 1, rows: 1 },
  'a4-2': { ...TURNED, columns: 2, rows: 1 },
  'a4-4': { ...A4, columns: 2, rows: 2 },
  'a4-8': { ...TURNED, columns: 4, rows: 2 },
};

export interface Spot {
  /** Upper left corner in millimetres. */
  x: number;
  y: number;
  /** How large a poster of A4 is there. */
  scale: number;
}

/** Where the posters of a sheet stand: each in the middle of its part. */
export function spotsOf({ width, height, columns, rows }: Sheet): Spot[] {
  const [partWidth, partHeight] = [width / columns, height / rows];
  const scale = Math.min(partWidth / A4.width, partHeight / A4.height);
  const [left, top] = [(partWidth - A4.width * scale) / 2, (partHeight - A4.height * scale) / 2];
  return Array.from({ length: columns * rows }, (_, index) => ({
    x: (index % columns) * partWidth + left,
    y: Math.floor(index / columns) * partHeight + top,
    scale,
  }));
}

/** Where to cut, in millimetres: from one point to the other. */
export function cutsOf({
  width,
  height,
  columns,
  rows,
}: Sheet): [number, number, number, number][] {
  const upright = Array.from({ length: columns - 1 }, (_, n): [number, number, number, number] => {
    const x = ((n + 1) * width) / columns;
    return [x, 0, x, height];
  });
  const across = Array.from({ length: rows - 1 }, (_, n): [number, number, number, number] => {
    const y = ((n + 1) * height) / rows;
    return [0, y, width, y];
  });
  return [...upright, ...across];
}
