import type { Photo, Rendition } from '@picture-live/shared/protocol';

/** A rendition may be this much smaller than the pixels it covers; from a few metres nobody sees it. */
const TOLERANCE = 1.15;

/**
 * The smallest rendition that looks sharp, or the largest there is.
 *
 * @param width at which the photo is shown, in device pixels.
 */
export function pickForWall({ renditions }: Photo, width: number): Rendition {
  const { thumb, grid, full = grid } = renditions;
  return [thumb, grid].find((one) => one.width * TOLERANCE >= width) ?? full;
}

/** How large a picture of this shape becomes in a box, in the units of the box. */
export function widthIn(
  { width, height }: { width: number; height: number },
  box: { width: number; height: number },
  fit: 'contain' | 'cover',
): number {
  const byWidth = box.width;
  const byHeight = (box.height * width) / height;
  return fit === 'contain' ? Math.min(byWidth, byHeight) : Math.max(byWidth, byHeight);
}
