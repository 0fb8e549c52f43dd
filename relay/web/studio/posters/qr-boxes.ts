import { encode } from 'uqr';
import type { Box } from './drawing.ts';

/** Light modules around a code (ISO/IEC 18004, 6.3.8): without them phones do not find it. */
const QUIET_ZONE = 4;

/**
 * A QR code that may lose a quarter of itself to creases and stains (level Q).
 *
 * @param box where it stands, its quiet zone included.
 * @returns the dark modules, those beside each other as one: no hairline between them in print.
 */
export function qrBoxes(text: string, box: Box): Box[] {
  const { data, size } = encode(text, { ecc: 'Q', border: QUIET_ZONE });
  const module = Math.min(box.width, box.height) / size;
  return data.flatMap((row, y) =>
    runsOf(row).map(({ from, to }) => ({
      x: box.x + from * module,
      y: box.y + y * module,
      width: (to - from) * module,
      height: module,
    })),
  );
}

function runsOf(row: readonly boolean[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const [x, isDark] of row.entries()) {
    if (!isDark) continue;
    const last = runs.at(-1);
    if (last?.to === x) last.to = x + 1;
    else runs.push({ from: x, to: x + 1 });
  }
  return runs;
}
