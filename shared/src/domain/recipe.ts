import * as z from 'zod/mini';

const share = z.number().check(z.gte(0), z.lte(1));
const renditionSettings = z.object({
  /** Longest edge in pixels; a smaller photo is never enlarged. */
  longEdge: z.int().check(z.gte(64), z.lte(8192)),
  /** JPEG quality of libjpeg-turbo, 1…100. */
  quality: z.int().check(z.gte(1), z.lte(100)),
});

/** A line of text in the picture; sizes are shares of the rendition's long edge. */
export const TextWatermark = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Height of a capital letter's line. */
  size: share,
  margin: share,
  opacity: share,
  position: z.enum(['bottom-right', 'bottom-left', 'top-right', 'top-left', 'center']),
});
export type TextWatermark = z.infer<typeof TextWatermark>;

/** How a shot becomes renditions. `artist` and `copyright` replace what the camera wrote. */
export const Recipe = z.object({
  name: z.string(),
  thumb: renditionSettings,
  grid: renditionSettings,
  full: renditionSettings,
  watermark: z.nullable(TextWatermark),
  artist: z.nullable(z.string().check(z.maxLength(200))),
  copyright: z.nullable(z.string().check(z.maxLength(400))),
});
export type Recipe = z.infer<typeof Recipe>;

export const DEFAULT_RECIPE: Recipe = {
  name: 'Standard',
  thumb: { longEdge: 400, quality: 78 },
  grid: { longEdge: 1080, quality: 82 },
  full: { longEdge: 2560, quality: 86 },
  watermark: null,
  artist: null,
  copyright: null,
};
