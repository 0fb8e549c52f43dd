import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../domain/index.ts';
import { isSrgbProfile } from './colour/icc-reader.ts';
import {
  ADOBE_RGB,
  DISPLAY_P3,
  matrixProfile,
  SRGB,
  type MatrixSpace,
} from './colour/icc-writer.ts';
import { develop } from './index.ts';
import {
  ADOBE_RGB_TAGS,
  exifSegment,
  fieldsJpeg,
  fieldsOf,
  profileSegments,
  withSegments,
  type Rgb,
} from './testing/pictures.ts';

const PATCHES: readonly Rgb[] = [
  [128, 128, 128],
  [200, 120, 100],
  [90, 130, 170],
  [120, 160, 90],
  [60, 40, 90],
  [240, 235, 220],
  [30, 30, 35],
  [210, 190, 60],
];
const LAYOUT = { columns: 4, width: 1200, height: 600 };

/** Primaries and curve of no standard space, as a calibrated camera writes them. */
const CAMERA: MatrixSpace = {
  description: 'Camera RGB',
  colorants: [
    [0.5, 0.26, 0.02],
    [0.31, 0.66, 0.07],
    [0.1542, 0.08, 0.7349],
  ],
  transfer: 1.8,
};

type Vector = [number, number, number];
type Matrix = [Vector, Vector, Vector];

function invert([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return [
    [(e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det],
    [(f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det],
    [(d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det],
  ];
}

function apply(m: Matrix, [x, y, z]: Vector): Vector {
  const product = (row: Vector) => row[0] * x + row[1] * y + row[2] * z;
  return [product(m[0]), product(m[1]), product(m[2])];
}

const columns = ({ colorants: [r, g, b] }: MatrixSpace): Matrix => [
  [r[0], g[0], b[0]],
  [r[1], g[1], b[1]],
  [r[2], g[2], b[2]],
];

/** What a colour of a space is in sRGB, by the definitions alone. */
function inSrgb(colour: Rgb, space: MatrixSpace): Rgb {
  const decode = (value: number) => {
    const x = value / 255;
    if (space.transfer !== 'srgb') return x ** space.transfer;
    return x <= 0.040_45 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
  };
  const encode = (value: number) => {
    const x = Math.min(1, Math.max(0, value));
    return 255 * (x <= 0.003_130_8 ? x * 12.92 : 1.055 * x ** (1 / 2.4) - 0.055);
  };
  const linear: Vector = [decode(colour[0]), decode(colour[1]), decode(colour[2])];
  const [r, g, b] = apply(invert(columns(SRGB)), apply(columns(space), linear));
  return [encode(r), encode(g), encode(b)];
}

/** Largest difference of any channel of any patch. */
async function worst(jpeg: Buffer, expected: readonly Rgb[]): Promise<number> {
  const seen = await fieldsOf(jpeg, 4, 2);
  return Math.max(
    ...seen.flatMap((colour, i) =>
      colour.map((value, c) => Math.abs(value - (expected[i]?.[c] ?? -999))),
    ),
  );
}

async function developed(...segments: Buffer[]): Promise<Buffer[]> {
  const source = withSegments(await fieldsJpeg(PATCHES, LAYOUT), ...segments);
  const { renditions } = await develop(source, DEFAULT_RECIPE);
  return Object.values(renditions).map(({ bytes }) => bytes);
}

/** Every rendition is within two steps, which JPEG at these qualities costs on flat fields. */
async function expectColours(renditions: Buffer[], expected: readonly Rgb[]): Promise<void> {
  for (const bytes of renditions) expect(await worst(bytes, expected)).toBeLessThanOrEqual(3);
}

describe('colours arrive as sRGB', () => {
  it.each([
    ['Display P3', DISPLAY_P3],
    ['Adobe RGB with a profile', ADOBE_RGB],
    ['a camera of its own kind', CAMERA],
  ])('from %s', async (_, space) => {
    const expected = PATCHES.map((colour) => inSrgb(colour, space));
    expect(
      Math.max(...expected.flatMap((c, i) => Math.abs(c[0] - (PATCHES[i]?.[0] ?? 0)))),
    ).toBeGreaterThan(8);
    await expectColours(await developed(...profileSegments(matrixProfile(space))), expected);
  });

  it('from Adobe RGB that only its EXIF names', async () => {
    const expected = PATCHES.map((colour) => inSrgb(colour, ADOBE_RGB));
    await expectColours(await developed(exifSegment(ADOBE_RGB_TAGS)), expected);
  });

  it('from a profile in several segments', async () => {
    const expected = PATCHES.map((colour) => inSrgb(colour, CAMERA));
    const [first, ...rest] = profileSegments(matrixProfile(CAMERA), 3);
    await expectColours(await developed(...rest, ...(first ? [first] : [])), expected);
  });

  it('as libvips converts the whole picture itself', async () => {
    const source = withSegments(
      await fieldsJpeg(PATCHES, LAYOUT),
      ...profileSegments(matrixProfile(DISPLAY_P3)),
    );
    const own = await sharp(source).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    const { renditions } = await develop(source, DEFAULT_RECIPE);
    expect(await worst(renditions.full.bytes, await fieldsOf(own, 4, 2))).toBeLessThanOrEqual(3);
  });
});

describe('colours that are sRGB already stay as they are', () => {
  it.each([
    ['no profile', []],
    ['a profile of sRGB', profileSegments(matrixProfile(SRGB))],
    ['bytes that are no profile', profileSegments(Buffer.alloc(600, 7))],
    ['a profile that breaks off', profileSegments(matrixProfile(DISPLAY_P3).subarray(0, 260))],
    ['a profile with a missing part', profileSegments(matrixProfile(DISPLAY_P3), 2).slice(1)],
  ])('with %s', async (_, segments) => {
    await expectColours(await developed(...segments), PATCHES);
  });
});

describe('sRGB is recognised by what a profile says, not by its name', () => {
  it('in the profiles of sharp and of our own renditions', async () => {
    const tagged = async (name: string) => {
      const jpeg = await sharp(await fieldsJpeg(PATCHES, LAYOUT))
        .withIccProfile(name)
        .jpeg()
        .toBuffer();
      return (await sharp(jpeg).metadata()).icc ?? Buffer.alloc(0);
    };
    expect(isSrgbProfile(await tagged('srgb'))).toBe(true);
    expect(isSrgbProfile(await tagged('p3'))).toBe(false);
    expect(isSrgbProfile(matrixProfile(SRGB))).toBe(true);
  });

  it('and not in one with the right primaries and another curve', () => {
    expect(isSrgbProfile(matrixProfile({ ...SRGB, transfer: 1.8 }))).toBe(false);
    expect(isSrgbProfile(matrixProfile({ ...DISPLAY_P3, description: 'sRGB' }))).toBe(false);
  });

  it('without reading past the end of a damaged one', () => {
    const profile = matrixProfile(SRGB);
    for (let length = 0; length < profile.length; length += 7) {
      expect(isSrgbProfile(profile.subarray(0, length))).toBe(false);
    }
  });
});
