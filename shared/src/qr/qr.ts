import { encode } from 'uqr';

/** Modules of white around the code, as ISO/IEC 18004 (9.1) asks. */
const QUIET_ZONE = 4;

/** A QR code as one path in a square of `size` units, one unit per module. */
export interface QrDrawing {
  size: number;
  path: string;
}

/** Draws a text. Level M: survives a thumb's print on the screen without growing much. */
export function drawQr(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const path = data.flatMap((row, y) =>
    runsOf(row).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`),
  );
  return { size, path: path.join('') };
}

/** Places and lengths of the dark stretches: one shape each leaves no hairlines between modules. */
function runsOf(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  }
  return runs;
}
