import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { RenditionRef } from '@picture-live/shared/protocol';

/** A small JPEG without metadata, and how a device announces it. */
export interface TestPicture {
  bytes: Buffer;
  ref: RenditionRef;
}

/** @param shade 0…16,777,215; pictures of different shades have different bytes. */
export async function makePicture(shade: number, width = 48, height = 32): Promise<TestPicture> {
  const background = { r: shade >> 16, g: (shade >> 8) & 255, b: shade & 255 };
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    // Lossless enough that neighbouring shades do not become the same picture.
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return {
    bytes,
    ref: { hash: sha256(bytes), width, height, bytes: bytes.length, type: 'image/jpeg' },
  };
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
