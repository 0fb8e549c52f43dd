import { rgbaToThumbHash } from 'thumbhash';
import { fromRaw, type RawPicture } from './raw-picture.ts';

/** A thumbhash keeps at most 7 × 7 frequencies: more pixels than this change nothing. */
const LONG_EDGE = 64;

/** base64 of the thumbhash of a picture. */
export async function placeholder(picture: RawPicture): Promise<string> {
  const { data, info } = await fromRaw(picture)
    .resize({ width: LONG_EDGE, height: LONG_EDGE, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}
