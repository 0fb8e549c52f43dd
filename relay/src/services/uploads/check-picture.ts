import sharp from 'sharp';
import { PictureLiveError } from '@picture-live/shared/errors';

/**
 * What is decoded as a whole takes up to 15 bytes a pixel: a WebP of 350 KB with 200 megapixels took
 * 3 GB. Photographs come as JPEG, which is decoded in lines unless it is progressive.
 */
const MAX_PIXELS = 40_000_000;
const MAX_PROGRESSIVE_PIXELS = 100_000_000;

/** What is taken, by how its bytes begin; names and announced types are not asked. */
function typeOf(bytes: Buffer): 'jpeg' | 'png' | 'webp' | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'png';
  const isRiff = bytes.toString('latin1', 0, 4) === 'RIFF';
  return isRiff && bytes.toString('latin1', 8, 12) === 'WEBP' ? 'webp' : null;
}

/**
 * Lets pass what a browser may upload; no more than the header is read. Nothing else of a file that
 * is two things at once gets any further: every rendition is written anew from its pixels.
 *
 * @throws PictureLiveError `undecodable`.
 */
export async function checkPicture(bytes: Buffer): Promise<void> {
  const type = typeOf(bytes);
  if (type === null) {
    throw new PictureLiveError('undecodable', 'Only JPEG, PNG and WebP pictures are taken.');
  }
  const { width, height, isProgressive } = await readHeader(bytes);
  // A JPEG in lines has the limit of `develop`.
  if (type === 'jpeg' && !isProgressive) return;
  const most = type === 'jpeg' ? MAX_PROGRESSIVE_PIXELS : MAX_PIXELS;
  if (width * height <= most) return;
  const [megapixels, limit] = [width * height, most].map((pixels) => Math.round(pixels / 1e6));
  throw new PictureLiveError(
    'undecodable',
    `The picture is too large: ${megapixels} megapixels, the limit is ${limit}.`,
  );
}

async function readHeader(bytes: Buffer) {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (cause) {
    throw new PictureLiveError('undecodable', undefined, { cause });
  }
}
