import type { ImageRow } from '../../db/photo-tables.ts';
import { signPicture } from '../media/signature.ts';

/**
 * Where an image and its thumbnail are found, relative to the relay's origin.
 *
 * @param mediaKey of the image's session.
 */
export function imageUrls(
  { id, hash, thumb_hash }: ImageRow,
  mediaKey: string,
): { url: string; thumbUrl: string } {
  const urlOf = (of: string): string => `/images/${id}/${signPicture(mediaKey, id, of)}/${of}.jpg`;
  return { url: urlOf(hash), thumbUrl: urlOf(thumb_hash) };
}
