import type { Mask } from './drawing.ts';

/** Dots of a millimetre in print: edges of letters are finer than what any printer puts there. */
export const PRINT_DOTS = 36;
const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
/** What letters need above their baseline and below it, in their size. */
const ABOVE = 1.05;
const BELOW = 0.35;
export const LINE_HEIGHT = ABOVE + BELOW;

export interface Letters {
  text: string;
  /** In millimetres. */
  size: number;
  bold: boolean;
}

/** Draws letters with the fonts of this computer. */
export interface Pen {
  /** In millimetres. */
  widthOf: (letters: Letters) => number;
  /** As wide as the letters, `LINE_HEIGHT` times their size high. */
  draw: (letters: Letters) => { mask: Mask; width: number };
}

/** @param dots of a millimetre. */
export function openPen(dots: number): Pen {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot draw.');
  const choose = ({ size, bold }: Letters): void => {
    context.font = `${bold ? 700 : 400} ${size * dots}px ${FONT}`;
  };
  const widthOf = (letters: Letters): number => {
    choose(letters);
    return context.measureText(letters.text).width / dots;
  };
  return {
    widthOf,
    draw(letters) {
      const width = widthOf(letters);
      canvas.width = Math.ceil(width * dots);
      canvas.height = Math.ceil(letters.size * LINE_HEIGHT * dots);
      choose(letters);
      context.fillText(letters.text, 0, letters.size * ABOVE * dots);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return { mask: maskOf(data, canvas.width, canvas.height), width };
    },
  };
}

/** What is more ink than paper is ink. @param pixels red, green, blue and opacity of each. */
export function maskOf(pixels: ArrayLike<number>, width: number, height: number): Mask {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((pixels[(y * width + x) * 4 + 3] ?? 0) < 128) continue;
      const at = y * rowBytes + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { width, height, bits };
}
