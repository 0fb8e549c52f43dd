import type { Zoom } from './state.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies in its box, in CSS pixels. */
export interface Placement extends Size {
  readonly left: number;
  readonly top: number;
}

/**
 * As large as it fits, never larger than its own pixels; or pixel for pixel with the zoomed place in
 * the middle, as far as there is picture on all sides.
 *
 * @param picture in its own pixels.
 * @param ratio pixels of the screen in one CSS pixel.
 */
export function placePicture(box: Size, picture: Size, zoom: Zoom, ratio: number): Placement {
  const own = { width: picture.width / ratio, height: picture.height / ratio };
  const fit = Math.min(box.width / own.width, box.height / own.height, 1);
  const scale = zoom.full ? 1 : fit;
  const [width, height] = [own.width * scale, own.height * scale];
  return {
    width,
    height,
    left: alongOne(box.width, width, zoom.x),
    top: alongOne(box.height, height, zoom.y),
  };
}

function alongOne(box: number, length: number, share: number): number {
  if (length <= box) return (box - length) / 2;
  return Math.min(0, Math.max(box - length, box / 2 - length * share));
}

/** The place of a picture (shares of its width and height) that lies under a point of its box. */
export function placeUnder(point: { x: number; y: number }, lies: Placement) {
  const share = (at: number, start: number, length: number) =>
    Math.min(1, Math.max(0, (at - start) / length));
  return { x: share(point.x, lies.left, lies.width), y: share(point.y, lies.top, lies.height) };
}

/** The zoom after the picture was pushed by so many CSS pixels, no further than it goes. */
export function pushed(box: Size, lies: Placement, by: { x: number; y: number }, zoom: Zoom): Zoom {
  const along = (length: number, inBox: number, from: number, distance: number, share: number) => {
    if (length <= inBox) return share;
    const start = Math.min(0, Math.max(inBox - length, from + distance));
    return (inBox / 2 - start) / length;
  };
  return {
    ...zoom,
    x: along(lies.width, box.width, lies.left, by.x, zoom.x),
    y: along(lies.height, box.height, lies.top, by.y, zoom.y),
  };
}
