import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE, WATERMARK_FONTS, type TextWatermark } from '../domain/index.ts';
import { develop } from './index.ts';
import { colourAt, plainJpeg, type Rgb } from './testing/pictures.ts';

const TEXT: TextWatermark = {
  kind: 'text',
  text: 'HHHH',
  font: 'sans-bold',
  colour: '#ffffff',
  size: 0.05,
  margin: 0.04,
  opacity: 1,
  position: 'bottom-right',
};

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Bounds of everything that differs clearly from the flat background, in shares of the long edge. */
async function boxOf(
  jpeg: Buffer,
  differs: (light: number) => boolean,
): Promise<Box & { pixels: number }> {
  const { data, info } = await sharp(jpeg)
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const box = { left: info.width, top: info.height, right: 0, bottom: 0, pixels: 0 };
  data.forEach((light, i) => {
    if (!differs(light)) return;
    const [x, y] = [i % info.width, Math.floor(i / info.width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x + 1);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y + 1);
    box.pixels += 1;
  });
  const edge = Math.max(info.width, info.height);
  return {
    left: box.left / edge,
    top: box.top / edge,
    right: (info.width - box.right) / edge,
    bottom: (info.height - box.bottom) / edge,
    pixels: box.pixels,
  };
}

const isWhite = (light: number) => light > 215;

async function marked(
  watermark: TextWatermark,
  { colour = [60, 60, 60] as Rgb, width = 1300, height = 900 } = {},
) {
  const source = await plainJpeg(colour, width, height);
  const { renditions } = await develop(source, { ...DEFAULT_RECIPE, watermark });
  return renditions;
}

describe('a text watermark', () => {
  it.each([
    ['landscape', 2600, 1800],
    ['portrait', 1800, 2600],
  ])('has its share of every rendition of a %s picture', async (_, width, height) => {
    const renditions = await marked(TEXT, { width, height });
    for (const { bytes, name } of Object.values(renditions)) {
      const box = await boxOf(bytes, isWhite);
      const pixel = 1.6 / DEFAULT_RECIPE[name].longEdge;
      const shape = Math.min(width, height) / Math.max(width, height);
      const [spanX, spanY] = width > height ? [1, shape] : [shape, 1];
      expect(Math.abs(spanY - box.top - box.bottom - TEXT.size)).toBeLessThan(2 * pixel);
      expect(Math.abs(box.right - TEXT.margin)).toBeLessThan(2 * pixel);
      expect(Math.abs(box.bottom - TEXT.margin)).toBeLessThan(2 * pixel);
      // Four letters of this font are 4.4 times as wide as high, whatever the rendition.
      expect(Math.abs(spanX - box.left - box.right - 0.22)).toBeLessThan(0.02);
    }
  });

  it.each([
    ['top-left', (box: Box) => [box.left, box.top]],
    ['top-right', (box: Box) => [box.right, box.top]],
    ['bottom-left', (box: Box) => [box.left, box.bottom]],
    ['bottom-right', (box: Box) => [box.right, box.bottom]],
  ] as const)('keeps the margin at the %s', async (position, distances) => {
    const { grid } = await marked({ ...TEXT, position });
    for (const distance of distances(await boxOf(grid.bytes, isWhite))) {
      expect(Math.abs(distance - TEXT.margin)).toBeLessThan(0.004);
    }
  });

  it.each([
    ['#ffcc00', [255, 204, 0]],
    ['#102040', [16, 32, 64]],
  ] satisfies [string, Rgb][])('is of its own colour (%s)', async (colour, rgb) => {
    const settings = { ...TEXT, text: '■', size: 0.3, colour, position: 'center' as const };
    const { full } = await marked(settings, { colour: [120, 120, 120] });
    const seen = await colourAt(full.bytes, 0.5, 0.5);
    expect(seen.every((light, i) => Math.abs(light - (rgb[i] ?? 0)) < 12)).toBe(true);
  });

  it.each(WATERMARK_FONTS)('is written in %s, as high as it was asked for', async (font) => {
    const { full } = await marked({ ...TEXT, font });
    const box = await boxOf(full.bytes, isWhite);
    expect(Math.abs(900 / 1300 - box.top - box.bottom - TEXT.size)).toBeLessThan(0.004);
  });

  it('differs from font to font', async () => {
    const all = await Promise.all(WATERMARK_FONTS.map((font) => marked({ ...TEXT, font })));
    expect(new Set(all.map(({ full }) => full.hash)).size).toBe(WATERMARK_FONTS.length);
  });

  it('stands in the middle when it is centred', async () => {
    const { grid } = await marked({ ...TEXT, position: 'center' });
    const box = await boxOf(grid.bytes, isWhite);
    expect(Math.abs(box.left - box.right)).toBeLessThan(0.004);
    expect(Math.abs(box.top - box.bottom)).toBeLessThan(0.004);
  });

  it('is read on white by its shadow and on black by its letters', async () => {
    const onWhite = await marked(TEXT, { colour: [255, 255, 255] });
    const onBlack = await marked(TEXT, { colour: [0, 0, 0] });
    for (const name of ['thumb', 'grid', 'full'] as const) {
      expect((await boxOf(onWhite[name].bytes, (light) => light < 150)).pixels).toBeGreaterThan(40);
      expect((await boxOf(onBlack[name].bytes, isWhite)).pixels).toBeGreaterThan(100);
    }
  });

  it('lets the picture through by its opacity', async () => {
    const half = await marked({ ...TEXT, opacity: 0.5 }, { colour: [0, 0, 0] });
    const lit = await boxOf(half.full.bytes, (light) => light > 115 && light < 140);
    expect(lit.pixels).toBeGreaterThan(1_500);
    expect((await boxOf(half.full.bytes, (light) => light > 170)).pixels).toBe(0);
    const none = await marked({ ...TEXT, opacity: 0 }, { colour: [0, 0, 0] });
    expect((await boxOf(none.full.bytes, (light) => light > 8)).pixels).toBe(0);
  });

  it('shrinks until a long line fits between the margins', async () => {
    const long = { ...TEXT, text: 'Photographs by Jané & Söhne <studio> '.repeat(4).trim() };
    const { full } = await marked(long, { width: 900, height: 1300 });
    const box = await boxOf(full.bytes, isWhite);
    expect(box.left).toBeGreaterThan(TEXT.margin - 0.01);
    expect(box.right).toBeGreaterThan(TEXT.margin - 0.01);
  });

  it('shows signs that mean something in markup as they are', async () => {
    const plain = await marked({ ...TEXT, text: '<b>H</b> &amp; "' });
    const bold = await marked({ ...TEXT, text: 'H & "' });
    const [long, short] = [
      await boxOf(plain.full.bytes, isWhite),
      await boxOf(bold.full.bytes, isWhite),
    ];
    expect(long.left).toBeLessThan(short.left - 0.1);
  });

  it.each(['   ', '\u200B', '\n\t'])(
    'of nothing to draw (%j) leaves the picture alone',
    async (text) => {
      const { full } = await marked({ ...TEXT, text });
      expect((await boxOf(full.bytes, (light) => light < 50 || light > 70)).pixels).toBe(0);
    },
  );

  it.each([
    [{ ...TEXT, size: 1, margin: 0, position: 'center' as const }, 300, 200],
    [{ ...TEXT, size: 0, margin: 1 }, 300, 200],
    [{ ...TEXT, text: '﷽'.repeat(200), size: 1 }, 300, 200],
    [TEXT, 1, 1],
  ])('never stops a picture, whatever its settings (%#)', async (watermark, width, height) => {
    const { full } = await marked(watermark, { width, height });
    expect([full.width, full.height]).toEqual([width, height]);
  });

  it('is the same on a machine without any font', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'no-fonts-'));
    const module = new URL('./watermark/text-overlay.ts', import.meta.url).href;
    const script = `import { renderOverlay } from '${module}';
      const o = await renderOverlay({ text: '© Jané', font: 'sans-bold', colour: '#ffffff', opacity: 1, capHeight: 40, maxWidth: 900, maxHeight: 500 });
      process.stdout.write(JSON.stringify([o.inkWidth, o.inkHeight, o.add.reduce((a, b) => a + b, 0)]));`;
    const render = async (fonts: NodeJS.ProcessEnv) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--input-type=module', '--eval', script],
        { env: { ...process.env, ...fonts } },
      );
      return stdout;
    };
    try {
      const bare = await render({ FONTCONFIG_PATH: empty, FONTCONFIG_FILE: path.join(empty, 'x') });
      expect(JSON.parse(bare)).toHaveLength(3);
      expect(bare).toBe(await render({}));
    } finally {
      await rm(empty, { recursive: true });
    }
  });
});
