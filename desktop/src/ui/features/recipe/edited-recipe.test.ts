import { DEFAULT_RECIPE, Recipe } from '@picture-live/shared/domain';
import { describe, expect, it } from 'vitest';
import { draftOf, editedRecipe } from './edited-recipe.ts';

const watermark = {
  kind: 'text',
  text: '© Jané',
  font: 'serif',
  colour: '#ffcc00',
  size: 0.04,
  margin: 0.01,
  opacity: 0.5,
  position: 'top-left',
} as const;
const marked: Recipe = { ...DEFAULT_RECIPE, watermark, artist: 'Jané' };

describe('an edited recipe', () => {
  it('is the same when nothing was typed', () => {
    for (const recipe of [DEFAULT_RECIPE, marked]) {
      expect(editedRecipe(recipe, draftOf(recipe))).toEqual(recipe);
    }
  });

  it('keeps how the watermark looks when only its words change', () => {
    const edited = editedRecipe(marked, { ...draftOf(marked), text: ' © Jané & Li ' });
    expect(edited.watermark).toEqual({ ...watermark, text: '© Jané & Li' });
    expect(edited.artist).toBe('Jané');
  });

  it('is without a watermark, artist or copyright where the field is empty', () => {
    const draft = { text: '  ', position: 'center', artist: '', copyright: ' ' } as const;
    expect(editedRecipe(marked, draft)).toMatchObject({
      watermark: null,
      artist: null,
      copyright: null,
    });
  });

  it('makes a first watermark that the engine accepts', () => {
    const edited = editedRecipe(DEFAULT_RECIPE, { ...draftOf(DEFAULT_RECIPE), text: '©' });
    expect(Recipe.parse(edited)).toEqual(edited);
  });
});
