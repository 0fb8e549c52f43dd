import sharp, { type Sharp } from 'sharp';
import type { Size } from './source/orientation.ts';

/** Pixels in memory: sRGB unless said otherwise, 8 bits, three bytes each, rows without padding. */
export interface RawPicture extends Size {
  data: Buffer;
}

/** Runs a pipeline to its end and keeps the pixels. */
export async function toRaw(pipeline: Sharp): Promise<RawPicture> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** A pipeline that starts from pixels in memory. */
export function fromRaw({ data, width, height }: RawPicture): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;

/**
 * The pixels as an uncompressed TIFF with an ICC profile: sharp takes a profile from files only,
 * never beside raw pixels.
 */
export function asTiff({ data, width, height }: RawPicture, profile: Buffer): Buffer {
  const entries = 11;
  const bitsAt = 8 + 2 + entries * 12 + 4;
  const profileAt = bitsAt + 6;
  const pixelsAt = profileAt + profile.length;
  const head = Buffer.alloc(pixelsAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries, 8);
  const tags: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 3, bitsAt],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, 1, pixelsAt],
    [277, SHORT, 1, 3],
    [278, LONG, 1, height],
    [279, LONG, 1, data.length],
    [284, SHORT, 1, 1],
    [34_675, UNDEFINED, profile.length, profileAt],
  ];
  tags.forEach(([tag, type, count, value], i) => {
    const at = 10 + i * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    head.writeUInt32LE(value, at + 8);
  });
  for (let channel = 0; channel < 3; channel++) head.writeUInt16LE(8, bitsAt + channel * 2);
  profile.copy(head, profileAt);
  return Buffer.concat([head, data]);
}
