import { expect, test } from 'vitest';
import { accentOf, contrast, parse, type Scheme } from './accent.ts';

const GROUNDS: Record<Scheme, string[]> = {
  light: ['#fafafa', '#ffffff'],
  dark: ['#161616', '#1f1f1f', '#2b2b2b'],
};
const COLOURS = ['#000000', '#ffffff', '#7a2e4d', '#ffd400', '#00ff00', '#0000ff', '#808080'];

test('whatever colour a studio has, its buttons can be seen and read, light and dark', () => {
  for (const scheme of ['light', 'dark'] as const) {
    for (const colour of COLOURS) {
      const { accent, onAccent } = accentOf(colour, scheme);
      expect(
        contrast(parse(accent), parse(onAccent)),
        `${colour} ${scheme}`,
      ).toBeGreaterThanOrEqual(4.5);
      for (const ground of GROUNDS[scheme]) {
        expect(
          contrast(parse(accent), parse(ground)),
          `${colour} ${scheme}`,
        ).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
});

test('a colour that can be read as it is stays as it is', () => {
  expect(accentOf('#7a2e4d', 'light').accent).toBe('#7a2e4d');
  expect(accentOf('#ffd400', 'dark').accent).toBe('#ffd400');
});

test('contrast is that of the standard', () => {
  expect(contrast([255, 255, 255], [0, 0, 0])).toBeCloseTo(21, 5);
  expect(contrast(parse('#767676'), [255, 255, 255])).toBeCloseTo(4.54, 2);
});
