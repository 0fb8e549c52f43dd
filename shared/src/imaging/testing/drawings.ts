import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Rgb } from './pictures.ts';

/** A PNG of one colour; `alpha` 0…1. */
export async function plainPng(
  [r, g, b]: Rgb,
  width: number,
  height: number,
  alpha = 1,
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background: { r, g, b, alpha } } })
    .png()
    .toBuffer();
}

/** Drawings by their content, as a recipe names them. */
export function drawingStore() {
  const kept = new Map<string, Buffer>();
  return {
    add(png: Buffer): string {
      const hash = createHash('sha256').update(png).digest('hex');
      kept.set(hash, png);
      return hash;
    },
    read: async (hash: string): Promise<Buffer> => {
      const png = kept.get(hash);
      if (!png) throw new Error('There is no such drawing.');
      return png;
    },
  };
}
