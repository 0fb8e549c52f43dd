import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { drawQr } from './qr.ts';

const LINK = 'http://192.168.1.24:3001/g/anna-li-wedding-2026';

/** The modules a browser fills for a path of rectangles one unit high. */
function filled(path: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
  }
  return rows;
}

describe('the QR code', () => {
  it('is drawn module by module as it was encoded', () => {
    const { path, size } = drawQr(LINK);
    expect(filled(path, size)).toEqual(encode(LINK, { ecc: 'M', border: 4 }).data);
  });

  it('keeps the white margin that phones need', () => {
    const { path, size } = drawQr(LINK);
    const rows = filled(path, size);
    const margin = [...rows.slice(0, 4), ...rows.slice(-4)].flat();
    const sides = rows.flatMap((row) => [...row.slice(0, 4), ...row.slice(-4)]);
    expect([...margin, ...sides]).not.toContain(true);
    expect(rows[4]?.slice(4, 11)).toEqual(Array<boolean>(7).fill(true));
  });
});
