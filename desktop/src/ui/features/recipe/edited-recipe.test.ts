import { DEFAULT_RECIPE, Recipe } from '@picture-live/shared/domain';
import { describe, expect, it } from 'vitest';
import {
  freeName,
  isSame,
  judge,
  typedTemplate,
  withDrawing,
  withFrameDrawing,
  withKind,
} from './edited-recipe.ts';

const HASH = 'a'.repeat(64);

describe('an edited recipe', () => {
  it.each(['none', 'text', 'logo'] as const)('with a new watermark (%s) can be kept', (kind) => {
    const edited = withKind(DEFAULT_RECIPE, kind);
    expect(Recipe.parse(edited)).toEqual(edited);
    expect(edited.watermark?.kind ?? 'none').toBe(kind);
  });

  it('keeps the watermark as it is when its own kind is chosen again', () => {
    const edited = withKind(DEFAULT_RECIPE, 'text');
    expect(withKind(edited, 'text')).toBe(edited);
  });

  it('has the logo where the text stood', () => {
    const text = withKind(DEFAULT_RECIPE, 'text');
    if (text.watermark) text.watermark.position = 'top';
    expect(withKind(text, 'logo').watermark).toMatchObject({ kind: 'logo', position: 'top' });
  });

  it('has a frame from its first drawing to its last', () => {
    const framed = withFrameDrawing(DEFAULT_RECIPE, 'square', HASH);
    expect(framed.frame?.artwork).toEqual({ landscape: null, portrait: null, square: HASH });
    expect(Recipe.parse(framed)).toEqual(framed);
    expect(withFrameDrawing(framed, 'square', null).frame).toBeNull();
    expect(withFrameDrawing(DEFAULT_RECIPE, 'square', null)).toEqual(DEFAULT_RECIPE);
  });

  it('changes the drawing of one shape only', () => {
    const set = { landscape: HASH, portrait: null, square: HASH };
    expect(withDrawing(set, 'square', null)).toEqual({ ...set, square: null });
  });

  it('takes an empty field for what the camera wrote', () => {
    expect(typedTemplate('')).toBeNull();
    expect(typedTemplate('© {year}')).toBe('© {year}');
  });

  it('is told what is wrong with it, and is not kept', () => {
    const { recipe, problem } = judge({ ...DEFAULT_RECIPE, copyright: '© {yaer}' });
    expect(recipe).toBeNull();
    expect(problem).toBe('There is no variable {yaer}.');
    const empty = { ...DEFAULT_RECIPE, thumb: { longEdge: 0, quality: 80 } };
    expect(judge(empty).recipe).toBeNull();
    expect(judge(DEFAULT_RECIPE)).toEqual({ recipe: DEFAULT_RECIPE, problem: null });
  });

  it('gets a name of its own beside the others', () => {
    expect(freeName('Wedding', ['Standard'])).toBe('Wedding');
    expect(freeName('Wedding', ['Wedding', 'Wedding 2'])).toBe('Wedding 3');
  });

  it('is the same until something differs', () => {
    expect(isSame(DEFAULT_RECIPE, structuredClone(DEFAULT_RECIPE))).toBe(true);
    expect(isSame(DEFAULT_RECIPE, { ...DEFAULT_RECIPE, artist: 'Jané' })).toBe(false);
  });
});
