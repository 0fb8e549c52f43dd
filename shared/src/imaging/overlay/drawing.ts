import sharp from 'sharp';
import type { FrameOverlay } from '../../domain/index.ts';
import type { RawPicture } from '../raw-picture.ts';
import type { Size } from '../source/orientation.ts';
import { blend, type Layer } from '../watermark/blend.ts';
import { createLayerCache } from '../watermark/layer-cache.ts';
import { place } from '../watermark/place.ts';
import { MAX_ARTWORK_PIXELS } from './artwork.ts';

/** A drawing of a recipe; its file is read only when there is no layer of it in this size. */
export interface Drawing {
  hash: string;
  /** @throws PictureLiveError `artwork_missing`. */
  read: () => Promise<Buffer>;
}

/** A frame over the full renditions of a shoot with two shapes takes 35 MB, the small ones 7 MB. */
const keptLayer = createLayerCache<Layer>(128 * 1024 ** 2);

/** Draws a frame over the whole picture. */
export async function drawFrame(
  picture: RawPicture,
  { fit, opacity }: FrameOverlay,
  frame: Drawing,
): Promise<void> {
  const layer = await drawingLayer(frame, { room: picture, fit, opacity });
  const { left, top } = place(picture, layer, 0, 'center');
  blend(picture, layer, left, top);
}

/**
 * A drawing as large as `room` holds it, ready to be blended.
 *
 * @param settings.room in pixels.
 */
export async function drawingLayer(
  { hash, read }: Drawing,
  settings: { room: Size; fit: FrameOverlay['fit']; opacity: number },
): Promise<Layer> {
  const room = {
    width: Math.max(1, Math.round(settings.room.width)),
    height: Math.max(1, Math.round(settings.room.height)),
  };
  const { fit, opacity } = settings;
  const key = JSON.stringify([hash, room, fit, opacity]);
  const layer = await keptLayer(key, async () => {
    const { data, info } = await sharp(await read(), { limitInputPixels: MAX_ARTWORK_PIXELS })
      .toColourspace('srgb')
      .ensureAlpha()
      .resize({ ...room, fit: fit === 'stretch' ? 'fill' : 'inside' })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return toLayer(data, info, opacity);
  });
  if (!layer) throw new Error('A drawing always has a layer.');
  return layer;
}

/** @param rgba four bytes a pixel, colours not multiplied by their alpha. */
function toLayer(rgba: Buffer, { width, height }: Size, opacity: number): Layer {
  const keep = new Uint8Array(width * height);
  const add = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < keep.length; pixel++) {
    const cover = ((rgba[pixel * 4 + 3] ?? 0) / 255) * opacity;
    keep[pixel] = 255 - Math.round(cover * 255);
    for (let channel = 0; channel < 3; channel++) {
      add[pixel * 3 + channel] = Math.floor((rgba[pixel * 4 + channel] ?? 0) * cover);
    }
  }
  return { width, height, keep, add };
}
