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
}

/** Longest line drawn into a picture, in characters. */
const MAX_LINE = 200;

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
  const line = Array.from(fillTemplate(watermark.text, variables)).slice(0, MAX_LINE).join('');
  return line === '' ? null : { ...watermark, text: line };
}
