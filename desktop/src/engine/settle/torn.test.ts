import { rename, truncate, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHotFolder, type TestHotFolder } from '../testing/hot-folder.ts';
import {
  blurredExport,
  cameraPhotograph,
  cameraSamples,
  progressive,
  scanStart,
  zeroed,
} from './testing/pictures.ts';
import { walkJpeg } from './jpeg/walk.ts';
import { writeInPieces, writeOver, writePreallocated } from './testing/writers.ts';

let folder: TestHotFolder;
let photograph: Buffer;
let other: Buffer;
let blurred: Buffer;

beforeAll(async () => {
  folder = await openHotFolder();
  [photograph, other, blurred] = await Promise.all([
    cameraPhotograph(11, 2400, 1600),
    cameraPhotograph(12, 2400, 1600),
    blurredExport(2),
  ]);
});

afterAll(() => folder.close());

/**
 * The file is accepted, once, with exactly these bytes. On a busy machine a writer's pause may
 * outlast the settler's patience: that it was called incomplete meanwhile is no fault.
 */
async function expectOnly(path: string, bytes: Buffer): Promise<void> {
  const accepted = await folder.accepted(path);
  expect(accepted.map((photo) => photo.equals(bytes))).toEqual([true]);
}

describe.concurrent(
  'a file that takes its time is accepted when it is whole and never before',
  () => {
    it.each([
      ['without a pause', 1, 0],
      ['in many small pieces', 60, 10],
      ['with pauses longer than the quiet time', 8, 200],
      ['with pauses just as long as a look', 40, 45],
    ])('growing %s', async (name, pieces, pause) => {
      const path = `growing ${name}.jpg`;
      await writeInPieces(folder.at(path), photograph, pieces, pause);
      await expectOnly(path, photograph);
    });

    it('growing, with a pause longer than the patience', async () => {
      const path = 'long pause.jpg';
      await writeInPieces(folder.at(path), photograph, 2, () => folder.fate(path));
      await expectOnly(path, photograph);
      expect(folder.fates(path)[0]).toBe('incomplete');
    });

    it.each([
      ['front to back', (parts: [number, number][]) => parts],
      ['back to front', (parts: [number, number][]) => parts.toReversed()],
      ['with the middle last', ([first, ...rest]: [number, number][]) => [...rest.slice(2), ...(first ? [first] : []), ...rest.slice(0, 2)]], // prettier-ignore
    ])('made in its full size and filled %s', async (name, order) => {
      for (const [pieces, pause] of [
        [30, 15],
        [6, 220],
      ] as const) {
        const path = `full size ${name} ${pieces}.jpg`;
        await writePreallocated(folder.at(path), photograph, pieces, pause, order);
        await expectOnly(path, photograph);
      }
    });

    it('made in its full size, with a pause longer than the patience', async () => {
      const path = 'full size, long pause.jpg';
      let pauses = 0;
      const untilReported = () => folder.fate(path, (pauses += 1));
      await writePreallocated(folder.at(path), photograph, 2, untilReported, (parts) => parts);
      await expectOnly(path, photograph);
      expect(folder.fates(path).slice(0, 2)).toEqual(['incomplete', 'incomplete']);
    });

    it('made in its full size, where zeros could be picture', async () => {
      const holed = zeroed(blurred, Math.floor(blurred.length / 2), 8192);
      expect(walkJpeg(holed).kind, 'or else this tests nothing').toBe('whole');
      const path = 'full size, out of focus.jpg';
      const middleLast = (parts: [number, number][]) => parts.toSorted((a, b) => away(b) - away(a));
      const away = ([from]: [number, number]) => Math.abs(from - blurred.length / 2);
      await writePreallocated(folder.at(path), blurred, 5, 600, middleLast);
      await expectOnly(path, blurred);
    });

    it('under another name that is not looked at', async () => {
      await writeInPieces(folder.at('tmpfile000123'), photograph, 4, 20);
      await writeInPieces(folder.at('upload.jpg.part'), photograph, 4, 20);
      await rename(folder.at('tmpfile000123'), folder.at('renamed 1.jpg'));
      await rename(folder.at('upload.jpg.part'), folder.at('renamed 2.jpg'));
      await expectOnly('renamed 1.jpg', photograph);
      await expectOnly('renamed 2.jpg', photograph);
      expect(folder.fates('upload.jpg.part')).toEqual([]);
    });
  },
);

describe.concurrent('a photograph that is replaced', () => {
  it.each([
    ['in one go', 1, 0],
    ['in pieces', 20, 15],
    ['with pauses', 4, 300],
    ['with long pauses', 3, 900],
  ])(
    'by being written over %s is never half the old and half the new one',
    async (name, pieces, pause) => {
      const path = `over ${name}.jpg`;
      await writeFile(folder.at(path), photograph);
      await expectOnly(path, photograph);
      await writeOver(folder.at(path), other, pieces, pause);
      const [, ...later] = await folder.accepted(path, 2);
      expect(later.map((photo) => photo.equals(other))).toEqual([true]);
    },
  );

  it('by an atomic save is read anew', async () => {
    const path = 'saved.jpg';
    await writeFile(folder.at(path), photograph);
    await folder.fate(path);
    await writeFile(folder.at('.saved.jpg.tmp'), other);
    await rename(folder.at('.saved.jpg.tmp'), folder.at(path));
    expect(await folder.fate(path, 2)).toEqual(other);
    expect(folder.fates(path)).toHaveLength(2);
  });
});

describe.concurrent('a file that never becomes whole', () => {
  const reasonOf = (path: string) => {
    const outcome = folder.outcome(path);
    return outcome !== undefined && 'reason' in outcome ? outcome.reason : '';
  };

  it.each([
    ['cut', () => photograph.subarray(0, photograph.length / 2), /stops in the middle/u],
    ['zero tail', () => zeroed(photograph, 300_000, photograph.length), /zeros/u],
    ['hole', () => zeroed(photograph, scanStart(photograph) + 99_999, 4096), /zeros/u],
    ['hole out of focus', () => zeroed(blurred, scanStart(blurred) + 50_000, 4096), /zeros/u],
    ['nothing', () => Buffer.alloc(0), /is empty/u],
    ['only zeros', () => Buffer.alloc(100_000), /zeros/u],
    ['header only', () => photograph.subarray(0, scanStart(photograph)), /stops in the middle/u],
    ['two bytes', () => photograph.subarray(0, 2), /stops in the middle/u],
    ['shuffled', () => Buffer.concat([photograph.subarray(0, 900), photograph]), /damaged/u],
  ])('%s: is refused once, with a reason', async (name, bytes, reason) => {
    const path = `never ${name}.jpg`;
    await writeFile(folder.at(path), bytes());
    expect(await folder.fate(path)).toBe('incomplete');
    expect(reasonOf(path)).toMatch(reason);
    await sleep(1200);
    expect(folder.fates(path)).toHaveLength(1);
  });

  it('progressive with a hole: is refused', async () => {
    const steps = await progressive(photograph);
    await writeFile(folder.at('steps.jpg'), zeroed(steps, Math.floor(steps.length * 0.7), 8192));
    expect(await folder.fate('steps.jpg')).toBe('incomplete');
  });

  it('is accepted when the rest of it comes after all', async () => {
    const path = 'late.jpg';
    await writeFile(folder.at(path), photograph.subarray(0, 100_000));
    expect(await folder.fate(path)).toBe('incomplete');
    await writeFile(folder.at(path), photograph);
    expect(await folder.fate(path, 2)).toEqual(photograph);
  });

  it('is refused when it was whole and is cut short', async () => {
    const path = 'shortened.jpg';
    await writeFile(folder.at(path), photograph);
    await folder.fate(path);
    await truncate(folder.at(path), 200_000);
    expect(await folder.fate(path, 2)).toBe('incomplete');
  });
});

it.concurrent.for(cameraSamples(/\.(?:jpg|heic|cr2|dng|rw2)$/u))(
  'a real camera’s file, $name, copied slowly, is accepted',
  async (sample) => {
    await writeInPieces(folder.at(sample.name), sample.bytes, 10, 15);
    await expectOnly(sample.name, sample.bytes);
  },
);

it.concurrent.for(cameraSamples(/\.raf$/u))(
  'a real camera’s file, $name, with a small preview only, is listed',
  async (sample) => {
    await writeInPieces(folder.at(sample.name), sample.bytes, 4, 15);
    expect(await folder.fate(sample.name)).toBe('unsupported');
  },
);
