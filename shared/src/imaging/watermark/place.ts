import type { WatermarkPosition } from '../../domain/index.ts';
import type { Size } from '../source/orientation.ts';

/** Where along an edge a position stands: 0 at its beginning, 1 at its end. */
const ACROSS: Record<WatermarkPosition, { x: number; y: number }> = {
  'top-left': { x: 0, y: 0 },
  top: { x: 0.5, y: 0 },
  'top-right': { x: 1, y: 0 },
  left: { x: 0, y: 0.5 },
  center: { x: 0.5, y: 0.5 },
  right: { x: 1, y: 0.5 },
  'bottom-left': { x: 0, y: 1 },
  bottom: { x: 0.5, y: 1 },
  'bottom-right': { x: 1, y: 1 },
};

/** Top left corner, in pixels, of a mark of this size inside the picture. */
export function place(
  picture: Size,
  mark: Size,
  margin: number,
  position: WatermarkPosition,
): { left: number; top: number } {
  const { x, y } = ACROSS[position];
  const along = (edge: number, length: number, at: number) =>
    Math.round(margin + (edge - 2 * margin - length) * at);
  return {
    left: along(picture.width, mark.width, x),
    top: along(picture.height, mark.height, y),
  };
}
