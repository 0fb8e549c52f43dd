import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../domain/index.ts';
import { develop, proveMetadata } from './index.ts';
import { findExiftool, leaks, tagsOf } from './testing/exiftool.ts';
import { distance, meanColour } from './testing/pictures.ts';

/** Real files of real cameras, kept beside the project where there are any. */
const SAMPLES = path.resolve(import.meta.dirname, '../../../../shared/camera-samples');
const names = existsSync(SAMPLES) ? await readdir(SAMPLES) : [];
const jpegs = names.filter((name) => name.endsWith('.jpg'));
const heics = names.filter((name) => name.endsWith('.heic'));
/** Its orientation tag is stale: following it, as sharp does, lays a person on her side. */
const STALE = 'canon-eos-20d-portrait.jpg';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), 'samples-'))));
afterAll(async () => rm(folder, { recursive: true }));

describe.runIf(jpegs.length > 0)('files of real cameras', () => {
  it.each(jpegs)('%s is upright, with its colours, without a leak', async (name) => {
    const source = await readFile(path.join(SAMPLES, name));
    const { renditions } = await develop(source, DEFAULT_RECIPE);
    const upright = name === STALE ? sharp(source) : sharp(source).autoOrient();
    const expected = await upright.resize(400, 400, { fit: 'inside' }).png().toBuffer();
    const exiftool = await findExiftool();
    for (const { name: rendition, bytes } of Object.values(renditions)) {
      expect(proveMetadata(bytes)).toMatchObject({ ok: true });
      expect(await distance(bytes, expected)).toBeLessThan(6);
      const mean = await meanColour(expected);
      (await meanColour(bytes)).forEach((value, channel) => {
        expect(Math.abs(value - (mean[channel] ?? 0))).toBeLessThan(1);
      });
      if (!exiftool) continue;
      const file = path.join(folder, `${rendition}-${name}`);
      await writeFile(file, bytes);
      expect(leaks(await tagsOf(exiftool, file))).toEqual([]);
    }
  });

  it.each(heics)('%s is upright, without a leak', async (name) => {
    const { width, height, renditions } = await develop(
      await readFile(path.join(SAMPLES, name)),
      DEFAULT_RECIPE,
    );
    expect(height > width).toBe(name.includes('portrait'));
    for (const { bytes } of Object.values(renditions)) {
      expect(proveMetadata(bytes)).toMatchObject({ ok: true });
    }
  });
});
