import type { Bitmap, TrayIcon } from './api.ts';
import type { Situation } from './situation.ts';

/** What the icon says. The shape says it without the colour. */
export type Mark = 'ring' | 'dot' | 'triangle' | 'square';

/** Points of the layout, the middle at 0; the icon reaches from -1 to 1. */
type Shape = (x: number, y: number) => boolean;

const SHAPES: Record<Mark, Shape> = {
  ring: (x, y) => between(Math.hypot(x, y), 0.58, 0.88),
  dot: (x, y) => between(Math.hypot(x, y), 0.64, 0.88) || Math.hypot(x, y) <= 0.36,
  // With a bar in it, as on a road sign.
  triangle: (x, y) => inTriangle(x, y) && !(Math.abs(x) < 0.11 && between(y, -0.2, 0.38)),
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) <= 0.8 && !isExclamation(x, y),
};

/** Grey that shows on a light and on a dark bar; the colours are those of the UI. */
const COLOURS: Record<Mark, readonly [red: number, green: number, blue: number]> = {
  ring: [0x8c, 0x8c, 0x8c],
  dot: [0x8c, 0x8c, 0x8c],
  triangle: [0xe0, 0xa0, 0x30],
  square: [0xe0, 0x52, 0x4a],
};

const POINTS = 16;
const DENSITIES = [1, 1.5, 2, 3];
/** Each pixel is looked at in this many places across and down, so that edges are smooth. */
const SAMPLES = 4;

export const MARK_OF: Readonly<Record<Situation['tone'], Mark>> = {
  good: 'ring',
  waiting: 'ring',
  offline: 'ring',
  busy: 'dot',
  person: 'triangle',
  stop: 'square',
};

/** Amber and red are drawn as they are everywhere; the rest macOS colours as its menu bar. */
export function trayIcon(mark: Mark): TrayIcon {
  return {
    bitmaps: DENSITIES.map((scaleFactor) => draw(mark, scaleFactor)),
    template: mark === 'ring' || mark === 'dot',
  };
}

function draw(mark: Mark, scaleFactor: number): Bitmap {
  const size = Math.round(POINTS * scaleFactor);
  const pixels = Buffer.alloc(size * size * 4);
  const [red, green, blue] = COLOURS[mark];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const cover = coverage(SHAPES[mark], column, row, size);
      const bgra = [blue * cover, green * cover, red * cover, 255 * cover].map(Math.round);
      pixels.set(bgra, (row * size + column) * 4);
    }
  }
  return { pixels, width: size, height: size, scaleFactor };
}

/** How much of a pixel the shape covers, 0 to 1. */
function coverage(shape: Shape, column: number, row: number, size: number): number {
  let inside = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const x = column + ((i % SAMPLES) + 0.5) / SAMPLES;
    const y = row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES;
    if (shape((x / size) * 2 - 1, (y / size) * 2 - 1)) inside += 1;
  }
  return inside / SAMPLES ** 2;
}

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function inTriangle(x: number, y: number): boolean {
  return between(y, -0.85, 0.75) && Math.abs(x) <= (y + 0.85) * 0.58;
}

function isExclamation(x: number, y: number): boolean {
  return Math.abs(x) < 0.14 && (between(y, -0.55, 0.15) || between(y, 0.32, 0.58));
}
