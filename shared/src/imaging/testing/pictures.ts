import sharp from 'sharp';
import { ascii, exifPayload, short, type Tags } from '../../photographs/exif-writer.ts';
import { ICC_HEADER, MARKER, segment } from '../jpeg/segments.ts';

export type Rgb = readonly [number, number, number];

/** Red, green, blue and yellow quarters: no turning or mirroring of it looks like another. */
export const QUARTERS: readonly Rgb[] = [
  [220, 40, 40],
  [40, 190, 60],
  [50, 60, 220],
  [230, 210, 50],
];

/** A JPEG of equal fields in rows, next to lossless. */
export async function fieldsJpeg(
  fields: readonly Rgb[],
  { columns = 2, width = 600, height = 400 } = {},
): Promise<Buffer> {
  const rows = fields.length / columns;
  const lines = Array.from({ length: rows }, (_, row) => {
    const line = Buffer.alloc(width * 3);
    for (let x = 0; x < width; x++) {
      const field = row * columns + Math.floor((x * columns) / width);
      line.set(fields[field] ?? [0, 0, 0], x * 3);
    }
    return line;
  });
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    lines[Math.floor((y * rows) / height)]?.copy(pixels, y * width * 3);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/** A flat picture. */
export const plainJpeg = (colour: Rgb, width: number, height: number): Promise<Buffer> =>
  fieldsJpeg([colour], { columns: 1, width, height });

/** The picture with more segments behind SOI. */
export function withSegments(jpeg: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

export const exifSegment = (tags: Tags): Buffer =>
  segment(MARKER.app1, exifPayload(tags, undefined));

/** The segments of a profile, in as many parts as asked for. */
export function profileSegments(profile: Buffer, parts = 1): Buffer[] {
  const size = Math.ceil(profile.length / parts);
  return Array.from({ length: parts }, (_, i) =>
    segment(
      MARKER.app2,
      Buffer.concat([
        ICC_HEADER,
        Buffer.from([i + 1, parts]),
        profile.subarray(i * size, (i + 1) * size),
      ]),
    ),
  );
}

/** EXIF of a camera's orientation, with the size that EXIF itself claims. */
export const orientationTags = (orientation: number, width: number, height: number): Tags => ({
  0x0112: short(orientation),
  0x8769: {
    type: 'directory',
    tags: { 0xa002: { type: 'long', list: [width] }, 0xa003: { type: 'long', list: [height] } },
  },
});

/** EXIF of a DCF camera set to Adobe RGB, which embeds no profile. */
export const ADOBE_RGB_TAGS: Tags = {
  0x8769: {
    type: 'directory',
    tags: { 0xa001: short(0xff_ff), 0xa005: { type: 'directory', tags: { 1: ascii('R03') } } },
  },
};

/** Average colour around a point, given in shares of width and height. */
export async function colourAt(jpeg: Buffer, x: number, y: number): Promise<Rgb> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const [column, row] = [Math.floor(x * info.width), Math.floor(y * info.height)];
  const at = (row * info.width + column) * info.channels;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

/** The fields of a picture made by `fieldsJpeg`, in the same order. */
export async function fieldsOf(jpeg: Buffer, columns: number, rows: number): Promise<Rgb[]> {
  const colours: Rgb[] = [];
  for (let i = 0; i < columns * rows; i++) {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    colours.push(await colourAt(jpeg, (column + 0.5) / columns, (row + 0.5) / rows));
  }
  return colours;
}

/** Mean distance of the pixels of two pictures, compared at the size of a stamp. */
export async function distance(a: Buffer, b: Buffer): Promise<number> {
  const [left, right] = await Promise.all(
    [a, b].map((jpeg) =>
      sharp(jpeg).removeAlpha().resize({ width: 64, height: 64, fit: 'fill' }).raw().toBuffer(),
    ),
  );
  if (left?.length !== right?.length) return Number.POSITIVE_INFINITY;
  const sum = left?.reduce((total, value, i) => total + Math.abs(value - (right?.[i] ?? 0)), 0);
  return (sum ?? Number.POSITIVE_INFINITY) / (left?.length ?? 1);
}

/** Average colour of a whole picture. */
export async function meanColour(jpeg: Buffer): Promise<Rgb> {
  const { channels } = await sharp(jpeg).stats();
  return [channels[0]?.mean ?? 0, channels[1]?.mean ?? 0, channels[2]?.mean ?? 0];
}
