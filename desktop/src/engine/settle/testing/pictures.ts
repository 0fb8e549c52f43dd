import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makePhotograph } from '@picture-live/shared/photographs';
import sharp from 'sharp';

/** A photograph as a camera writes it: usual Huffman tables, an embedded thumbnail. */
export async function cameraPhotograph(seed: number, width = 1200, height = 800): Promise<Buffer> {
  return makePhotograph({
    seed,
    width,
    height,
    capturedAt: Date.UTC(2026, 5, 20, 18, 30),
    camera: {
      make: 'Canon',
      model: 'Canon EOS R6',
      serial: '012345678901',
      lens: 'RF50mm F1.8 STM',
      lensSerial: '0000000042',
      owner: 'Jo Field',
    },
    gps: null,
  });
}

/**
 * Out of focus throughout and exported with tables of its own, in which zeros are plain picture
 * (no DC difference, end of block) in all components.
 */
export async function blurredExport(seed: number): Promise<Buffer> {
  const sharpOne = await cameraPhotograph(seed, 2400, 1600);
  return sharp(sharpOne).blur(30).jpeg({ quality: 92, optimiseCoding: true }).toBuffer();
}

export async function progressive(source: Buffer): Promise<Buffer> {
  return sharp(source).jpeg({ quality: 90, progressive: true }).toBuffer();
}

/** One colour and nothing else, 24 megapixels, by an encoder that fits its tables to it. */
export async function plainFrame(background: string): Promise<Buffer> {
  return sharp({ create: { width: 6000, height: 4000, channels: 3, background } })
    .jpeg({ optimiseCoding: true })
    .toBuffer();
}

/** Puts an application segment (`0xe0`…`0xef`) in front of everything else. */
export function withSegment(jpeg: Buffer, marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)]);
}

/** A copy with zeros from `at` on, as many as there is room for. */
export function zeroed(bytes: Buffer, at: number, length: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0, at, Math.min(at + length, bytes.length));
  return copy;
}

/** Offset of the first byte of coded data: behind the header of the first scan of the picture. */
export function scanStart(jpeg: Buffer): number {
  let at = 2;
  while (jpeg[at + 1] !== 0xda) at += 2 + jpeg.readUInt16BE(at + 2);
  return at + 2 + jpeg.readUInt16BE(at + 2);
}

const samples = fileURLToPath(new URL('../../../../../../shared/camera-samples/', import.meta.url));

/** Real files of real cameras, where they are at hand: name and bytes. */
export function cameraSamples(extension: RegExp): { name: string; bytes: Buffer }[] {
  if (!existsSync(samples)) return [];
  return readdirSync(samples)
    .filter((name) => extension.test(name))
    .map((name) => ({ name, bytes: readFileSync(samples + name) }));
}
