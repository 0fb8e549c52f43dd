import {
  DEFAULT_RECIPE,
  NO_ARTWORK,
  PHOTO_SHAPES,
  Recipe,
  type ArtworkSet,
  type LogoWatermark,
  type PhotoShape,
  type TextWatermark,
} from '@picture-live/shared/domain';

export type WatermarkKind = 'none' | 'text' | 'logo';

/** A watermark that can be read and does not spoil the picture. */
const NEW_TEXT: TextWatermark = {
  kind: 'text',
  text: '© {year} {photographer}',
  font: 'sans-bold',
  colour: '#ffffff',
  size: 0.025,
  margin: 0.02,
  opacity: 0.8,
  position: 'bottom-right',
};
const NEW_LOGO: LogoWatermark = {
  kind: 'logo',
  artwork: NO_ARTWORK,
  size: 0.15,
  margin: 0.02,
  opacity: 0.9,
  position: 'bottom-right',
};

/** The recipe with another kind of watermark, which stands where the one before it did. */
export function withKind(recipe: Recipe, kind: WatermarkKind): Recipe {
  const { watermark } = recipe;
  if (kind === 'none') return { ...recipe, watermark: null };
  if (watermark?.kind === kind) return recipe;
  const placed = watermark && { position: watermark.position, margin: watermark.margin };
  const fresh = kind === 'text' ? NEW_TEXT : NEW_LOGO;
  return { ...recipe, watermark: { ...fresh, ...placed } };
}

export function withDrawing(set: ArtworkSet, shape: PhotoShape, hash: string | null): ArtworkSet {
  return { ...set, [shape]: hash };
}

/** The recipe with a drawing over photos of a shape; without any there is no frame. */
export function withFrameDrawing(recipe: Recipe, shape: PhotoShape, hash: string | null): Recipe {
  const frame = recipe.frame ?? { artwork: NO_ARTWORK, fit: 'stretch', opacity: 1 };
  const artwork = withDrawing(frame.artwork, shape, hash);
  const isEmpty = PHOTO_SHAPES.every((one) => artwork[one] === null);
  return { ...recipe, frame: isEmpty ? null : { ...frame, artwork } };
}

/** A template as it is typed; nothing typed is null. */
export function typedTemplate(text: string): string | null {
  return text === '' ? null : text;
}

export interface Judged {
  /** Fit to be kept; null where something in it is not. */
  recipe: Recipe | null;
  /** Why not, in the schema's words. */
  problem: string | null;
}

/** What was edited, as the engine would take it. */
export function judge(edited: Recipe): Judged {
  const parsed = Recipe.safeParse(edited);
  if (parsed.success) return { recipe: parsed.data, problem: null };
  const [issue] = parsed.error.issues;
  return { recipe: null, problem: issue?.message ?? null };
}

/** A name that no other recipe has. */
export function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted} ${number}`;
  return name;
}

export const isSame = (a: Recipe, b: Recipe): boolean => JSON.stringify(a) === JSON.stringify(b);

export const NEW_RECIPE = DEFAULT_RECIPE;
