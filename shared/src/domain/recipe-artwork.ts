import * as z from 'zod/mini';

/** The shapes of photographs that artwork can be drawn for. */
export const PHOTO_SHAPES = ['landscape', 'portrait', 'square'] as const;
export type PhotoShape = (typeof PHOTO_SHAPES)[number];

/** SHA-256 of a drawing's PNG file, 64 lower-case hex digits. */
export const ArtworkHash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const drawing = z.nullable(ArtworkHash);

/** A drawing for each shape; null: none. */
export const ArtworkSet = z.object({ landscape: drawing, portrait: drawing, square: drawing });
export type ArtworkSet = z.infer<typeof ArtworkSet>;

export const NO_ARTWORK: ArtworkSet = { landscape: null, portrait: null, square: null };

/** Edges that differ by less than this are a square: crops are seldom exact to the pixel. */
const NEARLY_SQUARE = 1.02;

export function shapeOf({ width, height }: { width: number; height: number }): PhotoShape {
  if (Math.max(width, height) / Math.min(width, height) < NEARLY_SQUARE) return 'square';
  return width > height ? 'landscape' : 'portrait';
}

/** Whose drawing stands in where a shape has none: the one that is most like it. */
const STAND_INS: Record<PhotoShape, readonly PhotoShape[]> = {
  landscape: ['landscape', 'square', 'portrait'],
  portrait: ['portrait', 'square', 'landscape'],
  square: ['square', 'portrait', 'landscape'],
};

/** The logo for a shape. A logo keeps its own proportions, so that any will do. */
export function logoFor(set: ArtworkSet, shape: PhotoShape): string | null {
  return STAND_INS[shape].map((other) => set[other]).find((hash) => hash !== null) ?? null;
}

/** Every drawing of a set, each once. */
export function drawingsOf(set: ArtworkSet): string[] {
  const hashes = PHOTO_SHAPES.map((shape) => set[shape]).filter((hash) => hash !== null);
  return [...new Set(hashes)];
}
