import { describe, expect, it } from 'vitest';
import {
  DEFAULT_RECIPE,
  NO_ARTWORK,
  type LogoWatermark,
  type Recipe,
  type WatermarkPosition,
} from '../domain/index.ts';
import { develop, proveMetadata } from './index.ts';
import { drawingStore, plainPng } from './testing/drawings.ts';
import { colourAt, plainJpeg, type Rgb } from './testing/pictures.ts';

const RED: Rgb = [220, 30, 30];
const BLUE: Rgb = [30, 30, 220];
const GREY: Rgb = [90, 90, 90];

const drawings = drawingStore();
const artwork = (hash: string) => drawings.read(hash);

async function developed(recipe: Recipe, width: number, height: number) {
  const source = await plainJpeg(GREY, width, height);
  const { renditions } = await develop(source, recipe, { artwork });
  for (const { bytes } of Object.values(renditions)) expect(proveMetadata(bytes).ok).toBe(true);
  return renditions;
}

function near([r, g, b]: Rgb, [x, y, z]: Rgb, most = 14): boolean {
  return Math.abs(r - x) <= most && Math.abs(g - y) <= most && Math.abs(b - z) <= most;
}

const LOGO: Omit<LogoWatermark, 'artwork'> = {
  kind: 'logo',
  size: 0.2,
  margin: 0.05,
  opacity: 1,
  position: 'bottom-right',
};

async function withLogo(told: Partial<LogoWatermark> = {}): Promise<Recipe> {
  const landscape = drawings.add(await plainPng(RED, 200, 100));
  const portrait = drawings.add(await plainPng(BLUE, 100, 200));
  const watermark = { ...LOGO, artwork: { ...NO_ARTWORK, landscape, portrait }, ...told };
  return { ...DEFAULT_RECIPE, watermark };
}

describe('a logo', () => {
  it.each([
    ['top-left', 0.15, 0.125],
    ['top', 0.5, 0.125],
    ['top-right', 0.85, 0.125],
    ['left', 0.15, 0.5],
    ['center', 0.5, 0.5],
    ['right', 0.85, 0.5],
    ['bottom-left', 0.15, 0.875],
    ['bottom', 0.5, 0.875],
    ['bottom-right', 0.85, 0.875],
  ] satisfies [WatermarkPosition, number, number][])(
    'stands at the %s of every rendition',
    async (position, x, y) => {
      const renditions = await developed(await withLogo({ position }), 1200, 960);
      for (const { bytes } of Object.values(renditions)) {
        expect(near(await colourAt(bytes, x, y), RED)).toBe(true);
        // A twentieth of the long edge is left free, and the rest of the photo.
        const [beyondX, beyondY] = [x < 0.5 ? 0.02 : 0.98, y < 0.5 ? 0.02 : 0.98];
        expect(near(await colourAt(bytes, beyondX, beyondY), GREY)).toBe(true);
        expect(near(await colourAt(bytes, 0.32, 0.32), GREY)).toBe(true);
      }
    },
  );

  it('is the one for the shape of the photo, in its own proportions', async () => {
    const recipe = await withLogo();
    const upright = await developed(recipe, 800, 1200);
    // 0.1 × 0.2 of the long edge, 0.05 from the corner.
    expect(near(await colourAt(upright.full.bytes, 1 - 0.11, 1 - 0.2), BLUE)).toBe(true);
    const square = await developed(recipe, 1000, 1000);
    expect(near(await colourAt(square.full.bytes, 0.9, 0.8), BLUE)).toBe(true);
  });

  it('lets the photo through by its opacity and its own', async () => {
    const half = await developed(await withLogo({ opacity: 0.5 }), 1200, 960);
    const mixed: Rgb = [155, 60, 60];
    expect(near(await colourAt(half.full.bytes, 0.85, 0.875), mixed)).toBe(true);
    const thin = drawings.add(await plainPng(RED, 200, 100, 0.5));
    const own = await developed(
      await withLogo({ artwork: { ...NO_ARTWORK, square: thin } }),
      1200,
      960,
    );
    expect(near(await colourAt(own.full.bytes, 0.85, 0.875), mixed)).toBe(true);
  });

  it('is not brighter than white nor darker than black', async () => {
    for (const colour of [
      [255, 255, 255],
      [0, 0, 0],
    ] satisfies Rgb[]) {
      const landscape = drawings.add(await plainPng(colour, 20, 10));
      const recipe = await withLogo({ artwork: { ...NO_ARTWORK, landscape }, opacity: 0.5 });
      const source = await plainJpeg(colour, 300, 200);
      const { full } = (await develop(source, recipe, { artwork })).renditions;
      expect(near(await colourAt(full.bytes, 0.85, 0.85), colour, 2)).toBe(true);
    }
  });

  it.each([
    [{ size: 1, margin: 0 }, 300, 200],
    [{ size: 0 }, 300, 200],
    [{ margin: 1 }, 300, 200],
    [{}, 1, 1],
  ])('never stops a photo, whatever its settings (%#)', async (told, width, height) => {
    const { full } = await developed(await withLogo(told), width, height);
    expect([full.width, full.height]).toEqual([width, height]);
  });

  it('that is missing is said, and nothing is made', async () => {
    const recipe = await withLogo();
    const source = await plainJpeg(GREY, 300, 200);
    await expect(develop(source, recipe)).rejects.toMatchObject({ code: 'artwork_missing' });
  });
});

async function framed(fit: 'stretch' | 'fit', opacity = 1): Promise<Recipe> {
  const square = drawings.add(await plainPng(BLUE, 100, 100));
  const set = { landscape: square, portrait: null, square: null };
  return { ...DEFAULT_RECIPE, frame: { artwork: set, fit, opacity } };
}

describe('a frame', () => {
  it('is stretched over the whole photo, or lies in the middle in its own shape', async () => {
    const stretched = await developed(await framed('stretch'), 900, 600);
    const fitted = await developed(await framed('fit'), 900, 600);
    for (const name of ['thumb', 'grid', 'full'] as const) {
      expect(near(await colourAt(stretched[name].bytes, 0.05, 0.5), BLUE)).toBe(true);
      expect(near(await colourAt(fitted[name].bytes, 0.05, 0.5), GREY)).toBe(true);
      expect(near(await colourAt(fitted[name].bytes, 0.5, 0.02), BLUE)).toBe(true);
    }
  });

  it('is only on photos of the shapes it was drawn for', async () => {
    const upright = await developed(await framed('stretch'), 600, 900);
    expect(near(await colourAt(upright.full.bytes, 0.5, 0.5), GREY)).toBe(true);
  });

  it('lies under the logo', async () => {
    const recipe = { ...(await withLogo()), frame: (await framed('stretch')).frame };
    const both = await developed(recipe, 1200, 960);
    expect(near(await colourAt(both.full.bytes, 0.85, 0.875), RED)).toBe(true);
    expect(near(await colourAt(both.full.bytes, 0.5, 0.5), BLUE)).toBe(true);
  });

  it('and a logo make the same bytes again, also when nothing is kept of them', async () => {
    const recipe = { ...(await withLogo()), frame: (await framed('fit', 0.4)).frame };
    const first = await developed(recipe, 700, 500);
    const second = await developed(recipe, 700, 500);
    const third = await developed({ ...recipe, name: 'Another' }, 700, 500);
    for (const name of ['thumb', 'grid', 'full'] as const) {
      expect(second[name].hash).toBe(first[name].hash);
      expect(third[name].hash).toBe(first[name].hash);
    }
  });
});

describe('the format', () => {
  it('can be progressive, which proves as well', async () => {
    const { full } = await developed({ ...DEFAULT_RECIPE, format: 'progressive' }, 900, 600);
    expect(full.bytes.includes(Buffer.from([0xff, 0xc2]))).toBe(true);
  });
});
