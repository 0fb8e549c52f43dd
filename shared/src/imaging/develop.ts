import type { Recipe } from '../domain/index.ts';
import type { RenditionName } from '../protocol/index.ts';

/** One finished JPEG. */
export interface DevelopedRendition {
  name: RenditionName;
  bytes: Buffer;
  /** SHA-256 of `bytes`, 64 lower-case hex digits. */
  hash: string;
  width: number;
  height: number;
}

/** A picture developed by a recipe. */
export interface Developed {
  /** Upright size of the source in pixels. */
  width: number;
  height: number;
  /** base64 of the thumbhash of the upright picture. */
  thumbhash: string;
  renditions: Record<RenditionName, DevelopedRendition>;
}

/**
 * Develops a complete JPEG into its renditions: orientation baked in, converted to sRGB,
 * watermarked, without any metadata but artist and copyright.
 *
 * @param source the whole file.
 * @throws PictureLiveError `undecodable` where libvips cannot make a picture of it.
 */
export type Develop = (source: Buffer, recipe: Recipe) => Promise<Developed>;
