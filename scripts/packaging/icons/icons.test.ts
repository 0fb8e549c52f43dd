import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawIcons } from './draw.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'icons-'));
  await drawIcons(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const read = (name: string) => readFile(path.join(folder, name));

async function corner(png: Buffer) {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { size: info.width, alpha: (x: number, y: number) => data[(y * info.width + x) * 4 + 3] };
}

describe('the icon of the app', () => {
  test('macOS gets every size up to 1024, with the margin of a dock', async () => {
    const file = await read('icon.icns');
    expect(file.toString('latin1', 0, 4)).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    const kinds: string[] = [];
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      kinds.push(file.toString('latin1', at, at + 4));
      const picture = await corner(file.subarray(at + 8, at + file.readUInt32BE(at + 4)));
      expect(picture.alpha(picture.size / 2, 1)).toBe(0);
      expect(picture.alpha(picture.size / 2, picture.size / 2)).toBe(255);
    }
    const expected = ['ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14'];
    expect(kinds.toSorted()).toEqual(expected);
  });

  test('Windows gets every size from 16 to 256 in one file', async () => {
    const file = await read('icon.ico');
    const count = file.readUInt16LE(4);
    const sizes = await Promise.all(
      Array.from({ length: count }, async (_none, index) => {
        const entry = file.subarray(6 + 16 * index);
        const start = entry.readUInt32LE(12);
        const { width } = await sharp(
          file.subarray(start, start + entry.readUInt32LE(8)),
        ).metadata();
        expect(entry.readUInt8(0)).toBe(width % 256);
        return width;
      }),
    );
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  test('Linux gets a file for each size, which fills its square', async () => {
    const names = await readdir(path.join(folder, 'icons'));
    expect(names).toContain('16x16.png');
    for (const name of names) {
      const picture = await corner(await read(`icons/${name}`));
      expect(`${picture.size}x${picture.size}.png`).toBe(name);
      expect(picture.alpha(picture.size / 2, 0)).toBe(255);
    }
  });
});
