import exifr from 'exifr';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../domain/index.ts';
import { develop } from '../imaging/index.ts';
import { distance } from '../imaging/testing/pictures.ts';
import { makePhotograph, preallocated, truncated, withHole } from './index.ts';
import type { PhotographOptions } from './index.ts';

const OPTIONS: PhotographOptions = {
  seed: 1,
  width: 600,
  height: 400,
  capturedAt: Date.UTC(2026, 5, 20, 23, 30, 15, 70),
  utcOffset: 120,
  camera: {
    make: 'Nordlicht',
    model: 'NL-7',
    serial: 'B-7001',
    lens: 'NL 24-105mm f/4',
    lensSerial: 'L-8812',
    owner: 'Jané Doe',
  },
  gps: { latitude: -33.8568, longitude: 151.2153, altitude: 12.5 },
};

describe('a photograph', () => {
  it('is the same for the same seed, and another for every other one', async () => {
    const first = await makePhotograph(OPTIONS);
    expect((await makePhotograph(OPTIONS)).equals(first)).toBe(true);
    for (let seed = 2; seed < 14; seed++) {
      expect(await distance(first, await makePhotograph({ ...OPTIONS, seed }))).toBeGreaterThan(8);
    }
  });

  it('tells about camera, owner, time and place what a camera tells', async () => {
    const photograph = await makePhotograph({
      ...OPTIONS,
      orientation: 6,
      artist: 'Jané',
      copyright: '© Jané',
    });
    const read: unknown = await exifr.parse(photograph, {
      reviveValues: false,
      translateValues: false,
    });
    expect(read).toMatchObject({
      Make: 'Nordlicht',
      Model: 'NL-7',
      Orientation: 6,
      Artist: 'Jané',
      Copyright: '© Jané',
      DateTimeOriginal: '2026:06:21 01:30:15',
      SubSecTimeOriginal: '070',
      OffsetTimeOriginal: '+02:00',
      SerialNumber: 'B-7001',
      LensModel: 'NL 24-105mm f/4',
      LensSerialNumber: 'L-8812',
      OwnerName: 'Jané Doe',
      ExifImageWidth: 600,
      ExifImageHeight: 400,
    });
    const place = await exifr.gps(photograph);
    expect(place.latitude).toBeCloseTo(-33.8568, 4);
    expect(place.longitude).toBeCloseTo(151.2153, 4);
  });

  it('has no place where none is given', async () => {
    const photograph = await makePhotograph({ ...OPTIONS, gps: null });
    expect(await exifr.gps(photograph)).toBeUndefined();
  });

  it('embeds a small picture of itself', async () => {
    const photograph = await makePhotograph(OPTIONS);
    const thumbnail = await exifr.thumbnail(photograph);
    expect(await distance(Buffer.from(thumbnail ?? []), photograph)).toBeLessThan(40);
  });

  it.each([2, 3, 4, 5, 6, 7, 8])(
    'is upright once orientation %i is followed',
    async (orientation) => {
      const stored = await makePhotograph({ ...OPTIONS, orientation });
      const { width, height } = await sharp(stored).metadata();
      expect([width, height]).toEqual([600, 400]);
      const shape = orientation >= 5 ? { width: 400, height: 600 } : { width: 600, height: 400 };
      const upright = await sharp(stored).autoOrient().png().toBuffer();
      expect(await distance(upright, await makePhotograph({ ...OPTIONS, ...shape }))).toBeLessThan(
        3,
      );
    },
  );

  it.each(['display-p3', 'adobe-rgb'] as const)(
    'looks the same from a %s camera',
    async (profile) => {
      const [plain, wide] = await Promise.all(
        [OPTIONS, { ...OPTIONS, profile }].map(async (options) => {
          const { renditions } = await develop(await makePhotograph(options), DEFAULT_RECIPE);
          return renditions.grid.bytes;
        }),
      );
      expect(await distance(plain ?? Buffer.alloc(0), wide ?? Buffer.alloc(0))).toBeLessThan(1.5);
    },
  );

  it('of 24 megapixels is a file as large as a camera’s', async () => {
    const { length } = await makePhotograph({ ...OPTIONS, width: 6_000, height: 4_000 });
    expect(length).toBeGreaterThan(6_000_000);
    expect(length).toBeLessThan(10_000_000);
  });
});

describe('damage', () => {
  const jpeg = Buffer.from(Array.from({ length: 1_000 }, (_, i) => (i % 255) + 1));

  it('cuts a file off', () => {
    expect(truncated(jpeg, 0.4).equals(jpeg.subarray(0, 400))).toBe(true);
  });

  it('leaves a hole of zeros and everything around it', () => {
    const holed = withHole(jpeg, 0.4, 0.6);
    expect(holed.length).toBe(1_000);
    expect(holed.subarray(400, 600).every((byte) => byte === 0)).toBe(true);
    expect(holed.subarray(0, 400).equals(jpeg.subarray(0, 400))).toBe(true);
    expect(holed.subarray(600).equals(jpeg.subarray(600))).toBe(true);
  });

  it('allocates a file before it is written', () => {
    const allocated = preallocated(jpeg, 0.25);
    expect(allocated.length).toBe(1_000);
    expect(allocated.subarray(250).every((byte) => byte === 0)).toBe(true);
    expect(jpeg.every((byte) => byte !== 0)).toBe(true);
  });
});
