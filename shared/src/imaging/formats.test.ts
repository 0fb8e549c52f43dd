import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../domain/index.ts';
import { asRawFile, makePhotograph, phonePhotograph } from '../photographs/index.ts';
import { matrixProfile, DISPLAY_P3 } from './colour/icc-writer.ts';
import { develop, proveMetadata, readCapturedAt, readExif } from './index.ts';
import { distance, meanColour } from './testing/pictures.ts';

const CAPTURED_AT = Date.UTC(2026, 5, 20, 18, 30);
const SHOT = {
  seed: 5,
  width: 900,
  height: 600,
  capturedAt: CAPTURED_AT,
  camera: {
    make: 'NIKON CORPORATION',
    model: 'NIKON Z 6',
    serial: '6012345',
    lens: '50mm',
    lensSerial: '1',
    owner: 'Jo Field',
  },
  gps: { latitude: 48.2, longitude: 16.4, altitude: 170 },
  artist: 'Ann Example',
};

let photograph: Buffer;
let portrait: Buffer;
beforeAll(async () => {
  [photograph, portrait] = await Promise.all([
    makePhotograph(SHOT),
    makePhotograph({ ...SHOT, orientation: 6 }),
  ]);
});

async function gridOf(source: Buffer, container: Buffer | null = null) {
  const { width, height, renditions } = await develop(source, DEFAULT_RECIPE, { container });
  for (const { bytes } of Object.values(renditions)) {
    expect(proveMetadata(bytes)).toMatchObject({ ok: true });
  }
  return { width, height, bytes: renditions.grid.bytes };
}

describe('a picture of another format looks like the JPEG it could have been', () => {
  const pixels = () => sharp(photograph);
  it.each<[string, () => Promise<Buffer>]>([
    ['PNG', () => pixels().png().toBuffer()],
    ['PNG of 16 bits', () => pixels().toColourspace('rgb16').png().toBuffer()],
    ['PNG that is opaque with an alpha channel', () => pixels().ensureAlpha().png().toBuffer()],
    ['WebP', () => pixels().webp({ quality: 95 }).toBuffer()],
    ['TIFF', () => pixels().tiff({ compression: 'lzw' }).toBuffer()],
    ['TIFF in Display P3', () => pixels().withIccProfile('p3').tiff().toBuffer()],
    ['AVIF', () => pixels().avif({ quality: 80, effort: 0 }).toBuffer()],
  ])('%s', async (_, encode) => {
    const grid = await gridOf(await encode());
    expect(grid).toMatchObject({ width: 900, height: 600 });
    expect(await distance(grid.bytes, (await gridOf(photograph)).bytes)).toBeLessThan(4);
  });

  it('in grey', async () => {
    const { bytes } = await gridOf(await pixels().greyscale().png().toBuffer());
    const [red, green, blue] = await meanColour(bytes);
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(1);
  });

  it('on white paper where it is transparent', async () => {
    const clear = sharp({
      create: { width: 90, height: 60, channels: 4, background: '#00000000' },
    });
    const colour = await meanColour((await gridOf(await clear.png().toBuffer())).bytes);
    for (const channel of colour) expect(channel).toBeGreaterThan(250);
  });

  it('upright', async () => {
    const turned = await sharp(portrait).keepExif().png().toBuffer();
    expect(await gridOf(turned)).toMatchObject({ width: 600, height: 900 });
  });
});

describe('a HEIC of a phone', () => {
  it('is developed in its colours', async () => {
    const grid = await gridOf(await phonePhotograph());
    expect(grid).toMatchObject({ width: 480, height: 320 });
    const p3 = await makePhotograph({ ...SHOT, seed: 77, width: 480, height: 320, profile: 'display-p3' }); // prettier-ignore
    expect(await distance(grid.bytes, (await gridOf(p3)).bytes)).toBeLessThan(6);
    const [red, , blue] = await meanColour(grid.bytes);
    const plain = await withoutProfile(await phonePhotograph());
    const [flatRed, , flatBlue] = await meanColour((await gridOf(plain)).bytes);
    expect([red, blue], 'or else its profile was not followed').not.toEqual([flatRed, flatBlue]);
  });

  it('says when it was taken', async () => {
    expect(readCapturedAt(await phonePhotograph())).toBe(CAPTURED_AT);
  });

  it('is decoded again and again, also past the life of a decoder', async () => {
    const phone = await phonePhotograph();
    const all = Array.from({ length: 30 }, () => develop(phone, DEFAULT_RECIPE));
    const hashes = new Set((await Promise.all(all)).map(({ renditions }) => renditions.full.hash));
    expect(hashes.size).toBe(1);
  });

  it('does not keep the next one from being decoded when it is broken', async () => {
    const broken = Buffer.from(await phonePhotograph());
    broken.fill(0xff, broken.length - 1500);
    await develop(broken, DEFAULT_RECIPE).catch(() => undefined);
    expect(await gridOf(await phonePhotograph())).toMatchObject({ width: 480 });
  });
});

/** The same picture, its profile renamed so that nobody finds it. */
async function withoutProfile(heic: Buffer): Promise<Buffer> {
  const copy = Buffer.from(heic);
  const at = copy.indexOf('colrprof');
  expect(at).toBeGreaterThan(0);
  expect(matrixProfile(DISPLAY_P3).length).toBeGreaterThan(132);
  copy.write('free', at, 'latin1');
  return copy;
}

describe('the JPEG in a RAW file', () => {
  /** As `asRawFile` puts it in: without any metadata of its own. */
  const previewOf = (raw: Buffer) => raw.subarray(raw.lastIndexOf(Buffer.from([0xff, 0xd8, 0xff])));

  it('is turned as the RAW file says', async () => {
    const raw = asRawFile(portrait, 'tiff');
    expect(await gridOf(previewOf(raw), raw)).toMatchObject({ width: 600, height: 900 });
    expect(await gridOf(previewOf(raw))).toMatchObject({ width: 900, height: 600 });
  });

  it('is turned as it says itself where it does', async () => {
    const raw = asRawFile(photograph, 'tiff');
    expect(await gridOf(portrait, raw)).toMatchObject({ width: 600, height: 900 });
  });

  it('carries the artist that the RAW file names', async () => {
    const raw = asRawFile(photograph, 'tiff');
    expect((await gridOf(previewOf(raw), raw)).bytes.includes('Ann Example')).toBe(true);
  });

  it.each(['tiff', 'raf', 'cr3'] as const)('was taken when the RAW file says (%s)', (kind) => {
    const raw = asRawFile(photograph, kind);
    expect(readCapturedAt(raw)).toBe(CAPTURED_AT);
    expect(readExif(raw).details?.bytes(0xa431)?.toString('latin1')).toMatch(/^6012345/u);
    expect(readExif(raw).main?.bytes(0x0110)?.toString('latin1')).toMatch(/^NIKON Z 6/u);
  });
});
