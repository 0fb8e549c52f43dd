import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE, NO_VARIABLES, type Recipe, type TextWatermark } from '../domain/index.ts';
import { fillTexts } from './templates.ts';

const CAMERA = { artist: 'Anna Berg', copyright: '(c) Anna' };
const KNOWN = { ...NO_VARIABLES, year: '2026', session: 'Anna & Li' };
const LINE: TextWatermark = {
  kind: 'text',
  text: '© {year} {photographer}',
  font: 'sans',
  colour: '#ffffff',
  size: 0.03,
  margin: 0.02,
  opacity: 1,
  position: 'top',
};

const textsOf = (told: Partial<Recipe>, known = KNOWN, camera = CAMERA) =>
  fillTexts({ ...DEFAULT_RECIPE, ...told }, camera, known);

describe('artist and copyright', () => {
  it('are what the camera wrote where the recipe says nothing', () => {
    expect(textsOf({}).credit).toEqual(CAMERA);
  });

  it('are filled in, with the camera’s artist as photographer', () => {
    const { credit } = textsOf({ copyright: '© {year} {photographer}, {session}' });
    expect(credit).toEqual({ artist: 'Anna Berg', copyright: '© 2026 Anna Berg, Anna & Li' });
  });

  it('name whom the recipe names, everywhere', () => {
    const { credit, watermark } = textsOf({
      artist: 'Jané',
      copyright: '© {photographer}',
      watermark: LINE,
    });
    expect(credit).toEqual({ artist: 'Jané', copyright: '© Jané' });
    expect(watermark).toMatchObject({ text: '© 2026 Jané' });
  });

  it('name the photographer of the hot folder before the camera’s', () => {
    const known = { ...KNOWN, photographer: 'Li' };
    expect(textsOf({ copyright: '© {photographer}' }, known).credit).toEqual({
      artist: 'Li',
      copyright: '© Li',
    });
    expect(textsOf({ artist: 'Studio {photographer}' }, known).credit.artist).toBe('Studio Li');
  });

  it('are left out where the recipe does not let them into the files', () => {
    const { credit, watermark } = textsOf({
      metadata: { artist: false, copyright: false },
      watermark: LINE,
    });
    expect(credit).toEqual({ artist: null, copyright: null });
    expect(watermark).toMatchObject({ text: '© 2026 Anna Berg' });
  });

  it('are one clean line, however long their variables are', () => {
    const known = { ...KNOWN, session: `a\n\u202Eb${'c'.repeat(900)}` };
    const { copyright } = textsOf({ copyright: '{session}' }, known).credit;
    expect(copyright).toHaveLength(400);
    expect(copyright).toMatch(/^a bc+$/);
  });
});

describe('a watermark', () => {
  it('is not drawn where nothing is left of its text', () => {
    expect(textsOf({ watermark: { ...LINE, text: '{camera} {filename}' } }).watermark).toBeNull();
  });

  it('stays within what can be drawn', () => {
    const known = { ...KNOWN, session: '😀'.repeat(500) };
    const { watermark } = textsOf({ watermark: { ...LINE, text: '{session}' } }, known);
    const text = watermark?.kind === 'text' ? watermark.text : '';
    expect(Array.from(text)).toHaveLength(200);
    expect(text.isWellFormed()).toBe(true);
  });
});

describe('a caption', () => {
  it('is filled in like the other texts, and is nothing where the recipe says none', () => {
    const { caption } = textsOf({ caption: '{session} {number} · {photographer}' });
    expect(caption).toBe('Anna & Li · Anna Berg');
    expect(textsOf({}).caption).toBe('');
  });

  it('is no longer than the relay takes, however long its variables are', () => {
    const known = { ...KNOWN, session: 'x'.repeat(5_000) };
    expect(textsOf({ caption: '{session}' }, known).caption).toHaveLength(1_000);
  });
});
