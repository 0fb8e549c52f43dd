import { createHash } from 'node:crypto';
import type { Photo } from '@picture-live/shared/protocol';
import sharp from 'sharp';
import { newId, type Device, type Picture } from './device.ts';
import type { Colour } from './wall.ts';

/** Renditions of one colour: cheap, and told apart on a screenshot. */
export async function plainPicture(
  [r, g, b]: Colour,
  width: number,
  height: number,
): Promise<Picture> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: { r, g, b } } })
    .jpeg({ quality: 90 })
    .toBuffer();
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { bytes, ref: { hash, width, height, bytes: bytes.length, type: 'image/jpeg' } };
}

/** Publishes a photo of one colour, or with a higher revision gives one a new content. */
export async function publishColour(
  device: Device,
  colour: Colour,
  { id = newId(Date.now()), revision = 1 }: { id?: string; revision?: number } = {},
): Promise<Photo> {
  const thumb = await plainPicture(colour, 400, 267);
  const grid = await plainPicture(colour, 1_080, 720);
  const full = await plainPicture(colour, 1_600, 1_067);
  for (const picture of [thumb, grid, full]) await device.upload(picture);
  return (await device.publish(id, revision, thumb, grid, full)).photo;
}
