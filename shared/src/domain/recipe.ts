import * as z from 'zod/mini';
import { ArtworkSet, drawingsOf } from './recipe-artwork.ts';
import { templateOf } from './recipe-template.ts';

const share = z.number().check(z.gte(0), z.lte(1));
const renditionSettings = z.object({
  /** Longest edge in pixels; a smaller photo is never enlarged. */
  longEdge: z.int().check(z.gte(64), z.lte(8192)),
  /** JPEG quality of libjpeg-turbo, 1…100. */
  quality: z.int().check(z.gte(1), z.lte(100)),
});

/** Fonts that come with Picture Live, so that a recipe makes the same bytes on every machine. */
export const WATERMARK_FONTS = [
  'sans',
  'sans-bold',
  'condensed-bold',
  'serif',
  'serif-bold',
  'mono',
] as const;
export type WatermarkFont = (typeof WATERMARK_FONTS)[number];

/** Row by row, as on the photo. */
export const WATERMARK_POSITIONS = [
  'top-left',
  'top',
  'top-right',
  'left',
  'center',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;
export type WatermarkPosition = (typeof WATERMARK_POSITIONS)[number];

/** Sizes are shares of the rendition's long edge. */
const placement = {
  margin: share,
  opacity: share,
  position: z.enum(WATERMARK_POSITIONS),
};

/** A line of text in the picture. */
export const TextWatermark = z.object({
  kind: z.literal('text'),
  /** May hold variables. */
  text: templateOf(200).check(z.minLength(1)),
  font: z.enum(WATERMARK_FONTS),
  /** Of the letters, as `#rrggbb`; a soft shadow that contrasts with it keeps it legible. */
  colour: z.string().check(z.regex(/^#[0-9a-f]{6}$/)),
  /** Height of a capital letter. */
  size: share,
  ...placement,
});
export type TextWatermark = z.infer<typeof TextWatermark>;

/** A drawing in the picture, in its own proportions. */
export const LogoWatermark = z.object({
  kind: z.literal('logo'),
  artwork: ArtworkSet,
  /** The drawing's longer edge. */
  size: share,
  ...placement,
});
export type LogoWatermark = z.infer<typeof LogoWatermark>;

export const Watermark = z.discriminatedUnion('kind', [TextWatermark, LogoWatermark]);
export type Watermark = z.infer<typeof Watermark>;

/** A drawing over the whole photo, below the watermark; shapes without one get none. */
export const FrameOverlay = z.object({
  artwork: ArtworkSet,
  /** `stretch` to the photo's proportions, or `fit` in its own, as large as the photo holds it. */
  fit: z.enum(['stretch', 'fit']),
  opacity: share,
});
export type FrameOverlay = z.infer<typeof FrameOverlay>;

/** How a shot becomes renditions. */
export const Recipe = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  /** `progressive` is some per cent smaller and sharpens while it loads; it is dearer to make. */
  format: z.enum(['jpeg', 'progressive']),
  thumb: renditionSettings,
  grid: renditionSettings,
  full: renditionSettings,
  watermark: z.nullable(Watermark),
  frame: z.nullable(FrameOverlay),
  /** Replace what the camera wrote; may hold variables. Null: as the camera wrote it. */
  artist: z.nullable(templateOf(200)),
  copyright: z.nullable(templateOf(400)),
  /** What photos are captioned with when they are first published; may hold variables. Null: nothing. */
  caption: z.prefault(z.nullable(templateOf(400)), null),
  /** What may be written into the files at all; the proof knows nothing else. */
  metadata: z.object({ artist: z.boolean(), copyright: z.boolean() }),
});
export type Recipe = z.infer<typeof Recipe>;

export const DEFAULT_RECIPE: Recipe = {
  name: 'Standard',
  format: 'jpeg',
  thumb: { longEdge: 400, quality: 78 },
  grid: { longEdge: 1080, quality: 82 },
  full: { longEdge: 2560, quality: 86 },
  watermark: null,
  frame: null,
  artist: null,
  copyright: null,
  caption: null,
  metadata: { artist: true, copyright: true },
};

/** Every drawing that a recipe needs, each once. */
export function artworkOf({ watermark, frame }: Recipe): string[] {
  const logo = watermark?.kind === 'logo' ? drawingsOf(watermark.artwork) : [];
  return [...new Set([...logo, ...(frame ? drawingsOf(frame.artwork) : [])])];
}
