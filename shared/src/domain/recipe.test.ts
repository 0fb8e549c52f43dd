import { describe, expect, it } from 'vitest';
import {
  artworkOf,
  DEFAULT_RECIPE,
  fillTemplate,
  logoFor,
  NO_ARTWORK,
  NO_VARIABLES,
  Recipe,
  shapeOf,
} from './index.ts';

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];

describe('a text with variables', () => {
  const variables = { ...NO_VARIABLES, year: '2026', photographer: 'Jané', filename: '{year}' };

  it.each([
    ['© {year} {photographer}', '© 2026 Jané'],
    ['{camera}', ''],
    ['{photographer} {camera} {year}', 'Jané 2026'],
    ['{filename}', '{year}'],
    ['{ year } {} {12} {', '{ year } {} {12} {'],
  ])('%j becomes %j', (template, filled) => {
    expect(fillTemplate(template, variables)).toBe(filled);
  });

  it.each(['© {yaer}', '{Year}', '{constructor}', '{year} {toString}'])(
    'is refused where it names what there is not: %s',
    (copyright) => {
      const parsed = Recipe.safeParse({ ...DEFAULT_RECIPE, copyright });
      expect(parsed.error?.issues[0]?.message).toMatch(/^There is no variable \{\w+\}\.$/);
    },
  );
});

describe('the shape of a photo', () => {
  it.each([
    [3000, 2000, 'landscape'],
    [2000, 3000, 'portrait'],
    [2000, 2000, 'square'],
    [2000, 2015, 'square'],
    [2000, 2060, 'portrait'],
    [1, 1, 'square'],
  ])('of %i × %i is %s', (width, height, shape) => {
    expect(shapeOf({ width, height })).toBe(shape);
  });

  it('has its own logo, else the one that is most like it', () => {
    const set = { ...NO_ARTWORK, landscape: A };
    expect(logoFor({ ...set, portrait: B }, 'portrait')).toBe(B);
    expect(logoFor(set, 'portrait')).toBe(A);
    expect(logoFor({ ...set, square: B }, 'portrait')).toBe(B);
    expect(logoFor(NO_ARTWORK, 'square')).toBeNull();
  });
});

describe('a recipe', () => {
  it('names each drawing that it needs once', () => {
    const artwork = { landscape: A, portrait: B, square: A };
    const recipe: Recipe = {
      ...DEFAULT_RECIPE,
      watermark: {
        kind: 'logo',
        artwork,
        size: 0.1,
        margin: 0,
        opacity: 1,
        position: 'top',
      },
      frame: { artwork: { ...NO_ARTWORK, square: B }, fit: 'fit', opacity: 1 },
    };
    expect(artworkOf(Recipe.parse(recipe))).toEqual([A, B]);
    expect(artworkOf(DEFAULT_RECIPE)).toEqual([]);
  });

  it.each([
    { name: '   ' },
    { name: 'x'.repeat(81) },
    { thumb: { longEdge: 63, quality: 80 } },
    { full: { longEdge: 8193, quality: 80 } },
    { grid: { longEdge: 1080, quality: 0 } },
    { format: 'webp' },
    { frame: { artwork: { ...NO_ARTWORK, square: '../../etc/passwd' }, fit: 'fit', opacity: 1 } },
    { frame: { artwork: NO_ARTWORK, fit: 'fit', opacity: 1.01 } },
    { watermark: { kind: 'text', text: '©' } },
    { metadata: { artist: true } },
  ])('is refused where a part of it cannot be: %j', (part) => {
    expect(Recipe.safeParse({ ...DEFAULT_RECIPE, ...part }).success).toBe(false);
  });
});
