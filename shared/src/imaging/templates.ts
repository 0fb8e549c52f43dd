import {
  fillTemplate,
  NO_VARIABLES,
  type Recipe,
  type TemplateVariables,
  type Watermark,
} from '../domain/index.ts';
import { cleanCredit, type Credit } from './credit/credit.ts';

/** The texts of a recipe for one picture. */
export interface FilledTexts {
  credit: Credit;
  watermark: Watermark | null;
  /** One line that is told and not drawn; empty: nothing. */
  caption: string;
}

/** Longest line drawn into a picture, in characters. */
const MAX_LINE = 200;
/** Of a caption, in characters; the relay takes some more. */
const MAX_CAPTION = 1000;

/**
 * Fills the variables of a recipe in.
 *
 * @param camera what the file says of itself.
 * @param known what is known about the shot besides; a photographer named here comes before the
 *   camera's.
 */
export function fillTexts(
  recipe: Recipe,
  camera: Credit,
  known: TemplateVariables = NO_VARIABLES,
): FilledTexts {
  const named = known.photographer || (camera.artist ?? '');
  const artist = filled(recipe.artist, { ...known, photographer: named }) ?? named;
  // Everywhere else the photographer is who is named as such, so that one name is typed once.
  const variables = { ...known, photographer: artist || named };
  const copyright = filled(recipe.copyright, variables) ?? camera.copyright;
  const { metadata } = recipe;
  return {
    credit: cleanCredit({
      artist: metadata.artist ? artist : null,
      copyright: metadata.copyright ? copyright : null,
    }),
    watermark: filledWatermark(recipe.watermark, variables),
    caption: cut(filled(recipe.caption, variables) ?? '', MAX_CAPTION),
  };
}

function filled(template: string | null, variables: TemplateVariables): string | null {
  return template === null ? null : fillTemplate(template, variables);
}

function filledWatermark(
  watermark: Watermark | null,
  variables: TemplateVariables,
): Watermark | null {
  if (watermark?.kind !== 'text') return watermark;
  const line = cut(fillTemplate(watermark.text, variables), MAX_LINE);
  return line === '' ? null : { ...watermark, text: line };
}

function cut(line: string, most: number): string {
  return Array.from(line).slice(0, most).join('');
}
