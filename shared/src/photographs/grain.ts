import { chanceOf } from './chance.ts';

/** Prime, so that rows of pictures never fall into step with it. */
const PATTERN = 1_048_573;
let pattern: Int8Array | undefined;

function grainPattern(): Int8Array {
  if (pattern) return pattern;
  const chance = chanceOf(20_261_121);
  const made = new Int8Array(PATTERN);
  for (let i = 0; i < PATTERN; i++) made[i] = Math.round(chance.normal() * 32);
  return (pattern = made);
}

/**
 * Adds sensor noise to RGB pixels, in place: without it a drawn picture compresses to a tenth of a
 * camera's file.
 *
 * @param strength standard deviation, in steps of an 8-bit pixel.
 */
export function addGrain(pixels: Buffer, strength: number, seed: number): void {
  const table = grainPattern();
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  const scale = strength / 32;
  let at = chanceOf(seed).integer(0, PATTERN - 1);
  for (let i = 0; i + 2 < clamped.length; i += 3) {
    const light = (table[at] ?? 0) * scale;
    at = at + 1 === PATTERN ? 0 : at + 1;
    const tint = (table[PATTERN - 1 - at] ?? 0) * scale * 0.35;
    clamped[i] = (clamped[i] ?? 0) + light + tint;
    clamped[i + 1] = (clamped[i + 1] ?? 0) + light;
    clamped[i + 2] = (clamped[i + 2] ?? 0) + light - tint;
  }
}
