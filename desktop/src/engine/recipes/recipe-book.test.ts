import { DEFAULT_RECIPE } from '@picture-live/shared/domain';
import { describe, expect, it } from 'vitest';
import {
  chosenRecipe,
  FIRST_BOOK,
  RecipeBook,
  recipeHash,
  recipeIn,
  withChangedRecipe,
  withChosen,
  withNewRecipe,
  withoutRecipe,
} from './recipe-book.ts';
import { variablesFor } from './variables.ts';

const WEDDING = { ...DEFAULT_RECIPE, name: 'Wedding', copyright: '© Jané' };
const both = withNewRecipe(FIRST_BOOK, 'wedding', WEDDING);

describe('the recipes that are kept', () => {
  it('begin with the standard one', () => {
    expect(RecipeBook.parse(FIRST_BOOK)).toEqual(FIRST_BOOK);
    expect(chosenRecipe(FIRST_BOOK)).toEqual(DEFAULT_RECIPE);
  });

  it('are developed by the one that is chosen', () => {
    expect(chosenRecipe(both)).toEqual(DEFAULT_RECIPE);
    expect(chosenRecipe(withChosen(both, 'wedding'))).toEqual(WEDDING);
  });

  it('change one by one', () => {
    const changed = withChangedRecipe(both, 'wedding', { ...WEDDING, artist: 'Li' });
    expect(recipeIn(changed, 'wedding').artist).toBe('Li');
    expect(recipeIn(changed, 'standard')).toEqual(DEFAULT_RECIPE);
  });

  it('can be deleted, but for the one in use', () => {
    expect(withoutRecipe(both, 'wedding')).toEqual(FIRST_BOOK);
    expect(() => withoutRecipe(both, 'standard')).toThrow('Choose another one');
  });

  it.each([
    ['changed', () => withChangedRecipe(both, 'gone', WEDDING)],
    ['chosen', () => withChosen(both, 'gone')],
    ['deleted', () => withoutRecipe(both, 'gone')],
  ])('are not %s where there is none', (_, work) => {
    expect(work).toThrow('not kept any more');
  });

  it('are at most fifty', () => {
    let book = FIRST_BOOK;
    const fill = () => {
      for (let i = 0; i < 60; i += 1) book = withNewRecipe(book, `r${i}`, WEDDING);
    };
    expect(fill).toThrow('At most 50');
    expect(RecipeBook.parse(book)).toEqual(book);
  });

  it('are damaged where the chosen one is missing', () => {
    expect(RecipeBook.safeParse({ ...FIRST_BOOK, chosen: 'other' }).success).toBe(false);
  });
});

describe('the fingerprint of a recipe', () => {
  it('is that of what it makes, not of its name or the order of its parts', () => {
    const { name, ...rest } = WEDDING;
    expect(recipeHash({ ...rest, name })).toBe(recipeHash(WEDDING));
    expect(recipeHash({ ...WEDDING, name: 'Party' })).toBe(recipeHash(WEDDING));
    expect(recipeHash({ ...WEDDING, caption: '{session}' })).toBe(recipeHash(WEDDING));
    expect(recipeHash({ ...WEDDING, copyright: '© Li' })).not.toBe(recipeHash(WEDDING));
  });
});

describe('the variables of a shot', () => {
  const shot = { path: 'DCIM/day.1/IMG_0001.JPG', capturedAt: 0, camera: 'Canon EOS R5' };
  const named = { session: 'Anna & Li', photographer: 'Jané' };

  it('say when the camera took it, by its own clock', () => {
    const capturedLocal = '2026:11:20 14:03:22';
    expect(variablesFor({ ...shot, capturedLocal }, named)).toEqual({
      photographer: 'Jané',
      session: 'Anna & Li',
      year: '2026',
      date: '2026-11-20',
      time: '14:03',
      filename: 'IMG_0001',
      number: '0001',
      camera: 'Canon EOS R5',
    });
  });

  it('say when the file was written where the camera wrote no time', () => {
    const capturedAt = new Date(2026, 0, 5, 7, 8).getTime();
    const known = variablesFor({ ...shot, capturedLocal: null, capturedAt, camera: null }, named);
    expect(known).toMatchObject({ date: '2026-01-05', time: '07:08', year: '2026', camera: '' });
  });
});
