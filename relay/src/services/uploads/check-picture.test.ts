import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { checkPicture } from './check-picture.ts';

const SMALL = { create: { width: 8, height: 6, channels: 3 as const, background: '#345' } };

/** A small file that says it is a large picture. */
function asLarge(png: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

/** The same for the frame header of a JPEG (ITU-T T.81, B.2.2). */
function asLargeJpeg(jpeg: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg);
  const frame = bytes.findLastIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc2);
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

test('a few bytes that would become gigabytes of pixels are refused by their header', async () => {
  const png = await sharp(SMALL).png().toBuffer();
  await expect(checkPicture(asLarge(png, 8_000, 6_000))).rejects.toMatchObject({
    code: 'undecodable',
    message: 'The picture is too large: 48 megapixels, the limit is 40.',
  });
  const progressive = await sharp(SMALL).jpeg({ progressive: true }).toBuffer();
  await expect(checkPicture(asLargeJpeg(progressive, 12_000, 10_000))).rejects.toMatchObject({
    code: 'undecodable',
    message: 'The picture is too large: 120 megapixels, the limit is 100.',
  });
  await expect(checkPicture(progressive)).resolves.toBeUndefined();
});
