import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Photo } from '@picture-live/shared/protocol';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeInPieces } from '../harness/file-writers.ts';
import { hasExiftool, leakedTags } from '../harness/metadata.ts';
import { PROJECT_ROOT } from '../harness/project.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';

/** Real files from real cameras, beside the checkout where they exist. */
const SAMPLES = path.join(PROJECT_ROOT, '../shared/camera-samples');
const isThere = existsSync(SAMPLES);
const withExiftool = await hasExiftool();

/** Its pixels were already turned when it was saved; its orientation tag is stale. */
const TURNED_BEFORE = ['canon-eos-20d-portrait.jpg'];
/** Edge of the pictures that are compared for their colours. */
const COARSE = 24;
/** Mean difference per channel (0…255) that resizing and JPEG may make. */
const TOLERANCE = 6;

const names = isThere ? await readdir(SAMPLES) : [];
const pictures = names.filter((name) => /\.jpe?g$/i.test(name));
/** Not JPEG; of RAW files the JPEG in them is published. */
const others = names.filter((name) => /\.(heic|cr2|dng|rw2|nef)$/i.test(name));
/** RAW files with a preview that is too small for a screen. */
const withoutPreview = names.filter((name) => /\.raf$/i.test(name));

/** The picture as a colour-managed viewer shows it, very small. */
async function coarse(source: Buffer, isTurned: boolean): Promise<Buffer> {
  const image = isTurned ? sharp(source) : sharp(source).autoOrient();
  return image
    .toColourspace('srgb')
    .removeAlpha()
    .resize(COARSE, COARSE, { fit: 'fill' })
    .raw()
    .toBuffer();
}

function meanDifference(a: Buffer, b: Buffer): number {
  const total = a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0);
  return total / a.length;
}

const stage = setStage({ browser: false });

describe.skipIf(!isThere)('files of real cameras', () => {
  const live = new Map<string, Photo>();

  beforeAll(async () => {
    const { hotFolder, ready } = stage.product;
    for (const name of [...pictures, ...others, ...withoutPreview]) {
      const bytes = await readFile(path.join(SAMPLES, name));
      await writeInPieces(path.join(hotFolder, name), bytes, { pieces: 10, ms: 300 });
    }
    const photos = await stage.relay.waitForComplete(pictures.length + others.length);
    const shots = await openTether(ready.tether).shots();
    for (const photo of photos) {
      const shot = shots.find((one) => one.id === photo.id);
      if (shot !== undefined) live.set(shot.name, photo);
    }
  });

  it.each(pictures)('%s is live, upright and in its colours', async (name) => {
    const source = await readFile(path.join(SAMPLES, name));
    const isTurned = TURNED_BEFORE.includes(name);
    const { width, height, orientation = 1 } = await sharp(source).metadata();
    const isQuarterTurn = orientation >= 5 && !isTurned;
    const photo = live.get(name);
    expect([photo?.width, photo?.height]).toEqual(
      isQuarterTurn ? [height, width] : [width, height],
    );
    const { bytes } = await stage.relay.rendition(photo?.renditions.grid.url ?? '');
    const difference = meanDifference(await coarse(source, isTurned), await coarse(bytes, true));
    expect(difference).toBeLessThan(TOLERANCE);
  });

  it.each(others)('%s is live in a size for screens, portraits upright', async (name) => {
    const { width = 0, height = 0 } = live.get(name) ?? {};
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(1_600);
    // The DNG holds a portrait as well, whatever its name says.
    expect(height > width).toBe(/portrait|cr2|dng/.test(name));
  });

  it.skipIf(!withExiftool).each([...pictures, ...others])(
    '%s keeps nothing but artist and copyright',
    async (name) => {
      const { thumb, grid, full } = live.get(name)?.renditions ?? {};
      for (const rendition of [thumb, grid, full]) {
        const { status, bytes } = await stage.relay.rendition(rendition?.url ?? '');
        expect(status).toBe(200);
        expect(await leakedTags(bytes)).toEqual([]);
      }
    },
  );

  it.each(withoutPreview)('%s is listed with a reason', async (name) => {
    const [shot] = await openTether(stage.product.ready.tether).shotsNamed(name);
    expect(shot?.state).toBe('unpublished');
    expect(shot?.reason).toMatch(/preview.*\.$/);
  });
});
