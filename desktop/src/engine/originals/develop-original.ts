import type { Recipe } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import { develop, proveMetadata, type DevelopContext } from '@picture-live/shared/imaging';

/** An original as it leaves the laptop. */
export interface Original {
  bytes: Buffer;
  /** SHA-256, 64 lower-case hex digits. */
  hash: string;
  width: number;
  height: number;
}

/** No JPEG is larger (ITU-T T.81, B.2.2): every picture keeps its own size. */
const ANY_SIZE = 65_535;
/** Above it files grow much faster than anybody sees. */
const QUALITY = 92;

/**
 * Makes the original that guests may take: the whole picture in its own size, with all that the
 * recipe says of looks and metadata. The camera's own file never leaves the laptop: it knows where
 * it was taken, and by which body.
 *
 * @throws PictureLiveError `undecodable`, `artwork_missing`, or `metadata_leak` when the proof fails.
 */
export async function developOriginal(
  { picture, ...context }: DevelopContext & { picture: Buffer },
  recipe: Recipe,
): Promise<Original> {
  const full = { ...recipe.full, longEdge: ANY_SIZE, quality: QUALITY };
  const { renditions } = await develop(picture, { ...recipe, full }, context);
  const { bytes, hash, width, height } = renditions.full;
  const proof = proveMetadata(bytes);
  if (!proof.ok) throw new PictureLiveError('metadata_leak', proof.reason);
  return { bytes, hash, width, height };
}
