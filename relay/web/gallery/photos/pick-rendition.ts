import type { Photo, Rendition } from '@picture-live/shared/protocol';

/** A rendition may be this much smaller than the pixels it covers; nobody sees it in a photograph. */
const TOLERANCE = 1.15;
/** More pixels than this for each CSS pixel are wasted on a small picture held at arm's length. */
const MAX_CELL_DENSITY = 2;

/**
 * The rendition for a cell of the grid: never more bytes than its size on this screen needs.
 *
 * @param width of the cell in CSS pixels.
 * @param density device pixels for each CSS pixel.
 */
export function pickForCell({ renditions }: Photo, width: number, density: number): Rendition {
  const { thumb, grid } = renditions;
  return isEnough(thumb, width * Math.min(density, MAX_CELL_DENSITY)) ? thumb : grid;
}

/** The rendition for the whole screen, zoomed in or not: `full` where `grid` would look soft. */
export function pickForScreen({ renditions }: Photo, width: number, density: number): Rendition {
  const { grid, full } = renditions;
  return full === undefined || isEnough(grid, width * density) ? grid : full;
}

function isEnough(rendition: Rendition, pixels: number): boolean {
  return rendition.width * TOLERANCE >= pixels;
}
