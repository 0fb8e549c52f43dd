import type { Recipe, TextWatermark } from '@picture-live/shared/domain';

/** The part of a recipe that is changed while shooting, as it is typed. */
export interface RecipeDraft {
  text: string;
  position: TextWatermark['position'];
  artist: string;
  copyright: string;
}

/** A watermark that can be read and does not spoil the picture. */
const NEW_WATERMARK: Omit<TextWatermark, 'text'> = {
  kind: 'text',
  font: 'sans-bold',
  colour: '#ffffff',
  size: 0.025,
  margin: 0.02,
  opacity: 0.8,
  position: 'bottom-right',
};

export function draftOf({ watermark, artist, copyright }: Recipe): RecipeDraft {
  return {
    text: watermark?.kind === 'text' ? watermark.text : '',
    position: watermark?.position ?? NEW_WATERMARK.position,
    artist: artist ?? '',
    copyright: copyright ?? '',
  };
}

/** The recipe with what was typed; an empty field means none. Everything else of it stays. */
export function editedRecipe(recipe: Recipe, draft: RecipeDraft): Recipe {
  const text = draft.text.trim();
  return {
    ...recipe,
    watermark:
      text === ''
        ? null
        : {
            ...(recipe.watermark?.kind === 'text' ? recipe.watermark : NEW_WATERMARK),
            text,
            position: draft.position,
          },
    artist: draft.artist.trim() || null,
    copyright: draft.copyright.trim() || null,
  };
}
