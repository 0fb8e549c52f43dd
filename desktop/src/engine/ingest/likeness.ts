import { thumbHashToRGBA } from 'thumbhash';

/** Points per edge at which two pictures are compared. */
const POINTS = 8;
/** Below this a picture is as good as flat, and a correlation would be that of noise. */
const FLAT = 4;
const ALIKE = 0.9;
/** Largest difference of the proportions of two versions of one picture that are not cropped. */
const PROPORTIONS = 0.05;

/**
 * Whether two thumbhashes (base64) are of the same picture, edited perhaps: the brightness of
 * their parts goes up and down together (Pearson correlation over an 8 × 8 grid), whatever
 * exposure and contrast have become.
 */
export function looksAlike(a: string, b: string): boolean {
  const one = sample(a);
  const other = sample(b);
  if (Math.abs(one.proportions / other.proportions - 1) > PROPORTIONS) return false;
  const x = centred(one.luminance);
  const y = centred(other.luminance);
  const spread = Math.sqrt(dot(x, x) * dot(y, y)) / x.length;
  if (spread < FLAT) return false;
  return dot(x, y) / x.length / spread >= ALIKE;
}

function sample(thumbhash: string): { proportions: number; luminance: number[] } {
  const { w, h, rgba } = thumbHashToRGBA(Buffer.from(thumbhash, 'base64'));
  const luminance: number[] = [];
  for (let row = 0; row < POINTS; row += 1) {
    for (let column = 0; column < POINTS; column += 1) {
      const y = Math.floor(((row + 0.5) * h) / POINTS);
      const x = Math.floor(((column + 0.5) * w) / POINTS);
      luminance.push(brightness(rgba, (y * w + x) * 4));
    }
  }
  return { proportions: w / h, luminance };
}

/** Rec. 709 weights on the encoded values: enough to compare. */
function brightness(rgba: Uint8Array, at: number): number {
  const [r = 0, g = 0, b = 0] = rgba.subarray(at, at + 3);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
