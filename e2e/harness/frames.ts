import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  makePhotograph,
  type Camera,
  type PhotographOptions,
} from '@picture-live/shared/photographs';
import sharp from 'sharp';

/** A file as a camera delivers it. */
export interface Frame {
  name: string;
  bytes: Buffer;
}

/** Says in every file what must never leave the laptop. */
export const CAMERA: Camera = {
  make: 'Canon',
  model: 'Canon EOS R6',
  serial: '083021004711',
  lens: 'RF50mm F1.8 STM',
  lensSerial: '4102007788',
  owner: 'Jane Photographer',
};
export const PLACE = { latitude: 48.1372, longitude: 11.5756, altitude: 519 };

const FIRST_SHOT_AT = Date.UTC(2026, 5, 20, 12, 0, 0);
const SMALL = { width: 1_500, height: 1_000 };
/** 24 megapixels. */
const LARGE = { width: 6_000, height: 4_000 };

/** One photograph; each seed has its own picture, file name and second of capture. */
export async function photograph(
  seed: number,
  options: Partial<PhotographOptions> = {},
): Promise<Frame> {
  const bytes = await makePhotograph({
    seed,
    ...SMALL,
    capturedAt: FIRST_SHOT_AT + seed * 1_000,
    camera: CAMERA,
    gps: PLACE,
    ...options,
  });
  return { name: `IMG_${String(seed % 10_000).padStart(4, '0')}.JPG`, bytes };
}

/** The same frame as an editor saves it: other pixels and bytes, the camera's metadata kept. */
export function edited(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg).keepMetadata().modulate({ brightness: 1.1 }).jpeg({ quality: 90 }).toBuffer();
}

/** A 24 MP photograph. */
export function largePhotograph(seed: number): Promise<Frame> {
  return photograph(seed, LARGE);
}

/** Makes several at once, on all cores, in order. */
async function makeMany(count: number, make: (seed: number) => Promise<Frame>): Promise<Frame[]> {
  const frames: Frame[] = [];
  const seeds = Array.from({ length: count }, (_, index) => index + 1)[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const seed of seeds) frames[seed - 1] = await make(seed);
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, lane));
  return frames;
}

/** The first `count` frames of a shoot; every third in portrait. Cheap to develop. */
export function smallPhotographs(count: number): Promise<Frame[]> {
  return makeMany(count, (seed) => photograph(seed, seed % 3 === 0 ? { orientation: 6 } : {}));
}

/** 24 MP photographs, in memory: about 8 MB each. */
export function largePhotographs(count: number): Promise<Frame[]> {
  return makeMany(count, largePhotograph);
}

/** The same as files, one in memory per core. Resolves to their names. */
export async function writeLargePhotographs(folder: string, count: number): Promise<string[]> {
  const empty = await makeMany(count, async (seed) => {
    const { name, bytes } = await largePhotograph(seed);
    await writeFile(path.join(folder, name), bytes);
    return { name, bytes: Buffer.alloc(0) };
  });
  return empty.map(({ name }) => name);
}
