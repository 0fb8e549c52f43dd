import sharp from 'sharp';
import { PictureLiveError } from '@picture-live/shared/errors';

/** More than any phone or camera makes. */
const MAX_PIXELS = 200_000_000;

/** What is taken, by how its bytes begin; names and announced types are not asked. */
function typeOf(bytes: Buffer): 'jpeg' | 'png' | 'webp' | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'png';
  const isRiff = bytes.toString('latin1', 0, 4) === 'RIFF';
  return isRiff && bytes.toString('latin1', 8, 12) === 'WEBP' ? 'webp' : null;
}

/**
 * The upload as a JPEG that `develop` takes. PNG and WebP are decoded and written anew; a JPEG is
 * left as it is, because every rendition is written anew from its pixels: nothing else of a file
 * that is two things at once gets any further.
 *
 * @throws PictureLiveError `undecodable`.
 */
export async function asJpeg(bytes: Buffer): Promise<Buffer> {
  const type = typeOf(bytes);
  if (type === 'jpeg') return bytes;
  if (type === null) {
    throw new PictureLiveError('undecodable', 'Only JPEG, PNG and WebP pictures are taken.');
  }
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'warning' })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .toBuffer();
  } catch (cause) {
    throw new PictureLiveError('undecodable', undefined, { cause });
  }
}
