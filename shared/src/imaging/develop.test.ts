import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { thumbHashToAverageRGBA } from 'thumbhash';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../domain/index.ts';
import { PictureLiveError } from '../errors/index.ts';
import { MARKER, segment } from './jpeg/segments.ts';
import { phonePhotograph } from '../photographs/index.ts';
import { develop, proveMetadata, readHeif } from './index.ts';
import {
  exifSegment,
  fieldsJpeg,
  fieldsOf,
  orientationTags,
  plainJpeg,
  QUARTERS,
  withSegments,
  type Rgb,
} from './testing/pictures.ts';

/** Which stored quarter is seen top left, top right, bottom left, bottom right. */
const SEEN: Record<number, readonly number[]> = {
  1: [0, 1, 2, 3],
  2: [1, 0, 3, 2],
  3: [3, 2, 1, 0],
  4: [2, 3, 0, 1],
  5: [0, 2, 1, 3],
  6: [2, 0, 3, 1],
  7: [3, 1, 2, 0],
  8: [1, 3, 0, 2],
};

const near = (colour: Rgb, expected: Rgb | undefined, tolerance = 6) =>
  colour.every((value, i) => Math.abs(value - (expected?.[i] ?? -999)) <= tolerance);

describe('sizes', () => {
  it('makes each rendition with the long edge of the recipe', async () => {
    const { width, height, renditions } = await develop(
      await plainJpeg([90, 90, 90], 3000, 2000),
      DEFAULT_RECIPE,
    );
    expect([width, height]).toEqual([3000, 2000]);
    expect([renditions.thumb.width, renditions.thumb.height]).toEqual([400, 267]);
    expect([renditions.grid.width, renditions.grid.height]).toEqual([1080, 720]);
    expect([renditions.full.width, renditions.full.height]).toEqual([2560, 1707]);
    for (const rendition of Object.values(renditions)) {
      const { format, width: w, height: h } = await sharp(rendition.bytes).metadata();
      expect([format, w, h]).toEqual(['jpeg', rendition.width, rendition.height]);
    }
  });

  it('never enlarges a small picture', async () => {
    const { renditions } = await develop(await fieldsJpeg(QUARTERS), DEFAULT_RECIPE);
    expect([renditions.thumb.width, renditions.grid.width, renditions.full.width]).toEqual([
      400, 600, 600,
    ]);
  });

  it('keeps at least one pixel of a picture that is all edge', async () => {
    const { renditions } = await develop(await plainJpeg([1, 2, 3], 1, 3000), DEFAULT_RECIPE);
    expect([renditions.thumb.width, renditions.thumb.height]).toEqual([1, 400]);
  });

  it('follows a recipe whose thumb is larger than its grid', async () => {
    const recipe = { ...DEFAULT_RECIPE, thumb: { longEdge: 500, quality: 80 } };
    recipe.grid = { longEdge: 300, quality: 80 };
    const { renditions } = await develop(await fieldsJpeg(QUARTERS), recipe);
    expect([renditions.thumb.width, renditions.grid.width, renditions.full.width]).toEqual([
      500, 300, 600,
    ]);
  });

  it('names each rendition by the hash of its bytes', async () => {
    const { renditions } = await develop(await fieldsJpeg(QUARTERS), DEFAULT_RECIPE);
    const { bytes, hash } = renditions.grid;
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

describe('orientation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns orientation %i upright', async (orientation) => {
    const stored = withSegments(
      await fieldsJpeg(QUARTERS),
      exifSegment(orientationTags(orientation, 600, 400)),
    );
    const { width, height, renditions } = await develop(stored, DEFAULT_RECIPE);
    expect([width, height]).toEqual(orientation >= 5 ? [400, 600] : [600, 400]);
    for (const { bytes } of Object.values(renditions)) {
      const seen = await fieldsOf(bytes, 2, 2);
      SEEN[orientation]?.forEach((quarter, i) => {
        expect(near(seen[i] ?? [0, 0, 0], QUARTERS[quarter])).toBe(true);
      });
    }
  });

  it('ignores a tag left behind by a program that turned the pixels already', async () => {
    const turned = withSegments(
      await fieldsJpeg(QUARTERS, { width: 400, height: 600 }),
      exifSegment(orientationTags(6, 600, 400)),
    );
    const { width, height, renditions } = await develop(turned, DEFAULT_RECIPE);
    expect([width, height]).toEqual([400, 600]);
    const seen = await fieldsOf(renditions.grid.bytes, 2, 2);
    expect(seen.every((colour, i) => near(colour, QUARTERS[i]))).toBe(true);
  });

  it.each([0, 9, 65_535])('takes the nonsense orientation %i for upright', async (orientation) => {
    const stored = withSegments(
      await fieldsJpeg(QUARTERS),
      exifSegment(orientationTags(orientation, 600, 400)),
    );
    expect((await develop(stored, DEFAULT_RECIPE)).width).toBe(600);
  });
});

describe('placeholder', () => {
  it('is a thumbhash of the upright picture, free of the watermark', async () => {
    const source = await plainJpeg([200, 80, 40], 900, 600);
    const recipe = {
      ...DEFAULT_RECIPE,
      watermark: {
        kind: 'text' as const,
        text: 'HHHHHHHHHH',
        font: 'sans-bold' as const,
        colour: '#ffffff',
        size: 0.5,
        margin: 0,
        opacity: 1,
        position: 'center' as const,
      },
    };
    const [bare, marked] = [await develop(source, DEFAULT_RECIPE), await develop(source, recipe)];
    expect(marked.thumbhash).toBe(bare.thumbhash);
    expect(bare.thumbhash).toMatch(/^[A-Za-z0-9+/]{4,36}={0,2}$/);
    const { r, g, b } = thumbHashToAverageRGBA(Buffer.from(bare.thumbhash, 'base64'));
    expect(near([r * 255, g * 255, b * 255], [200, 80, 40], 12)).toBe(true);
  });
});

describe('unusual pictures', () => {
  it('develops greyscale', async () => {
    const grey = await sharp(await fieldsJpeg(QUARTERS))
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    const { renditions } = await develop(grey, DEFAULT_RECIPE);
    const [r, g, b] = (await fieldsOf(renditions.full.bytes, 2, 2))[1] ?? [0, 0, 0];
    expect(Math.abs(r - g) + Math.abs(g - b)).toBeLessThanOrEqual(2);
  });

  it.each(['with', 'without'])('develops CMYK %s a profile', async (profile) => {
    const cmyk = sharp(await fieldsJpeg(QUARTERS)).toColourspace('cmyk');
    const pipeline = profile === 'with' ? cmyk.withIccProfile('cmyk') : cmyk;
    const { renditions } = await develop(await pipeline.jpeg().toBuffer(), DEFAULT_RECIPE);
    const [r, g, b] = (await fieldsOf(renditions.full.bytes, 2, 2))[2] ?? [0, 0, 0];
    expect(b).toBeGreaterThan(r + 50);
    expect(b).toBeGreaterThan(g + 50);
    expect(proveMetadata(renditions.full.bytes).ok).toBe(true);
  });

  it('develops a progressive JPEG with fill bytes between its segments', async () => {
    const progressive = await sharp(await fieldsJpeg(QUARTERS))
      .jpeg({ progressive: true })
      .toBuffer();
    const filled = withSegments(progressive, segment(0xfe, Buffer.from('note')), Buffer.of(0xff));
    expect((await develop(filled, DEFAULT_RECIPE)).width).toBe(600);
  });
});

describe('slips of camera makers', () => {
  it('stray bytes between two segments are passed over', async () => {
    const stray = withSegments(
      await fieldsJpeg(QUARTERS),
      Buffer.from([0, 1, 2]),
      exifSegment(orientationTags(6, 600, 400)),
    );
    expect((await develop(stray, DEFAULT_RECIPE)).width).toBe(400);
  });

  it('a scan header of zeros is passed over', async () => {
    const slip = Buffer.from(await fieldsJpeg(QUARTERS));
    const scan = slip.indexOf(Buffer.from([0xff, MARKER.sos]));
    slip.fill(
      0,
      scan + 2 + slip.readUInt16BE(scan + 2) - 3,
      scan + 2 + slip.readUInt16BE(scan + 2),
    );
    expect((await develop(slip, DEFAULT_RECIPE)).width).toBe(600);
  });
});

describe('what cannot be developed says so', () => {
  const refusal = async (bytes: Buffer): Promise<string> => {
    try {
      await develop(bytes, DEFAULT_RECIPE);
    } catch (error) {
      if (error instanceof PictureLiveError && error.code === 'undecodable') return error.message;
      throw error;
    }
    return 'developed';
  };
  const frameAt = (jpeg: Buffer) => jpeg.indexOf(Buffer.from([0xff, 0xc0]));

  it('a file that ends too early', async () => {
    const whole = await fieldsJpeg(QUARTERS);
    for (const share of [0.7, 0.99]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      expect(await refusal(cut)).toMatch(/file ends before/);
    }
  });

  it('something else than a picture, also what libvips would draw', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), Buffer.from(svg)]) {
      expect(await refusal(bytes)).toMatch(/no JPEG, HEIF, PNG, WebP or TIFF/);
    }
  });

  it('a HEIF of which nothing can be decoded', async () => {
    const phone = await phonePhotograph();
    const [coded] = readHeif(phone)?.coded ?? [];
    const cut = phone.subarray(0, (coded?.start ?? 0) + 20);
    expect(await refusal(cut)).toMatch(/cannot be decoded/);
  });

  it('a JPEG without a picture, or with one of no size', async () => {
    const whole = await fieldsJpeg(QUARTERS);
    const empty = Buffer.from([0xff, MARKER.soi, 0xff, MARKER.eoi]);
    expect(await refusal(empty)).toMatch(/no picture/);
    const flat = Buffer.from(whole);
    flat.writeUInt16BE(0, frameAt(flat) + 5);
    expect(await refusal(flat)).toMatch(/no size/);
  });

  it('a decompression bomb, before anything is decoded', async () => {
    const bomb = Buffer.from(await fieldsJpeg(QUARTERS));
    bomb.writeUInt16BE(65_000, frameAt(bomb) + 5);
    bomb.writeUInt16BE(65_000, frameAt(bomb) + 7);
    expect(await refusal(bomb)).toMatch(/too large/);
  });

  it('twelve bits per sample', async () => {
    const deep = Buffer.from(await fieldsJpeg(QUARTERS));
    deep.writeUInt8(12, frameAt(deep) + 4);
    expect(await refusal(deep)).toMatch(/precision 12/);
  });
});
