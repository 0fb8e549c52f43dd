import type { Sharp } from 'sharp';

export interface Size {
  width: number;
  height: number;
}

/** What EXIF says about how the camera was held, and the size of the picture it wrote it for. */
export interface OrientationTags {
  orientation: number | undefined;
  width: number | undefined;
  height: number | undefined;
}

/** 5…8 exchange width and height. */
export const isSideways = (orientation: number): boolean => orientation >= 5;

export function upright(size: Size, orientation: number): Size {
  return isSideways(orientation) ? { width: size.height, height: size.width } : size;
}

/**
 * The orientation that the stored pixels really have. A program that turned the pixels but kept
 * the tags leaves EXIF's own size transposed against the stored one: then the tag is stale, and
 * following it would lay the picture on its side.
 */
export function pixelOrientation(stored: Size, tags: OrientationTags): number {
  const { orientation } = tags;
  if (orientation === undefined || orientation < 1 || orientation > 8) return 1;
  const transposed =
    tags.width === stored.height && tags.height === stored.width && stored.width !== stored.height;
  return isSideways(orientation) && transposed ? 1 : orientation;
}

/** Adds the turning to a pipeline that has been given its size already. */
export function turnUpright(pipeline: Sharp, orientation: number): Sharp {
  // sharp works in the order flip (upside down), flop (mirror), rotate (clockwise).
  switch (orientation) {
    case 2:
      return pipeline.flop();
    case 3:
      return pipeline.rotate(180);
    case 4:
      return pipeline.flip();
    case 5:
      return pipeline.flip().rotate(90);
    case 6:
      return pipeline.rotate(90);
    case 7:
      return pipeline.flop().rotate(90);
    case 8:
      return pipeline.rotate(270);
    default:
      return pipeline;
  }
}
