import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { breakLines } from './break-lines.ts';
import { A4 } from './drawing.ts';
import type { Drawing } from './drawing.ts';
import { writePdf } from './pdf.ts';
import { qrBoxes } from './qr-boxes.ts';
import { SHEETS, spotsOf } from './sheets.ts';
import { maskOf } from './text-mask.ts';

const drawing: Drawing = {
  ...A4,
  marks: [
    { kind: 'area', box: { x: 0, y: 0, width: 210, height: 9 }, colour: '#ff0000' },
    {
      kind: 'mask',
      box: { x: 10, y: 20, width: 30, height: 10 },
      colour: '#111111',
      mask: { width: 9, height: 1, bits: new Uint8Array([0b10000000, 0b10000000]) },
    },
  ],
};

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

test('a file is what its own table says: every object begins where it is said to', async () => {
  const file = latin1(await writePdf(drawing, SHEETS.a4, { title: 'Anna', tag: 'en' }));
  const table = Number(/startxref\n(\d+)/.exec(file)?.[1]);
  const starts = [...file.slice(table).matchAll(/^(\d{10}) 00000 n/gm)].map(([, at]) => Number(at));
  expect(starts.length).toBeGreaterThan(5);
  for (const [index, start] of starts.entries()) {
    expect(file.slice(start, start + 12)).toMatch(new RegExp(`^${index + 1} 0 obj`));
  }
});

test('a title in any script is the title of the document', async () => {
  const file = latin1(await writePdf(drawing, SHEETS.a5, { title: '李 & Anna', tag: 'zh-Hans' }));
  const hex = /\/Title <FEFF([0-9a-f]+)>/.exec(file)?.[1] ?? '';
  expect(Buffer.from(hex, 'hex').swap16().toString('utf16le')).toBe('李 & Anna');
  expect(file).toContain('/MediaBox [0 0 419.528 595.276]');
});

test('letters are in the file as dots, one bit each', async () => {
  const bytes = await writePdf(drawing, SHEETS.a4, { title: '', tag: 'en' });
  const file = latin1(bytes);
  const begin = file.indexOf('stream\n', file.indexOf('/ImageMask')) + 7;
  expect([...inflateSync(bytes.slice(begin))]).toEqual([0b10000000, 0b10000000]);
});

test('eight table cards fill a sheet, none over another and none over its edge', () => {
  for (const sheet of Object.values(SHEETS)) {
    const spots = spotsOf(sheet);
    expect(spots).toHaveLength(sheet.columns * sheet.rows);
    for (const { x, y, scale } of spots) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + A4.width * scale).toBeLessThanOrEqual(sheet.width + 0.01);
      expect(y + A4.height * scale).toBeLessThanOrEqual(sheet.height + 0.01);
    }
  }
});

test('a code has four light modules around it', () => {
  const box = { x: 10, y: 20, width: 100, height: 100 };
  const boxes = qrBoxes('https://photos.example/g/anna-and-li', box);
  const module = boxes[0]?.height ?? 0;
  const left = Math.min(...boxes.map(({ x }) => x));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  expect(left).toBeCloseTo(10 + 4 * module, 6);
  expect(bottom).toBeCloseTo(120 - 4 * module, 6);
});

const byLetters = (text: string): number => text.length;

test('lines break between words, between Chinese characters, and never before a full stop', () => {
  expect(breakLines('Anna and Li', 8, 2, byLetters)).toEqual(['Anna and', 'Li']);
  expect(breakLines('用手机扫一扫。', 6, 2, byLetters)).toBeNull();
  expect(breakLines('用手机扫一扫看照片', 5, 2, byLetters)).toEqual(['用手机扫一', '扫看照片']);
  expect(breakLines('photos.example/g/anna', 16, 2, byLetters)).toEqual([
    'photos.example/',
    'g/anna',
  ]);
  expect(breakLines('Anna & Li · Wedding', 12, 2, byLetters)).toEqual(['Anna & Li', 'Wedding']);
  expect(breakLines('Donaudampfschifffahrt', 8, 3, byLetters)).toBeNull();
});

test('what is more ink than paper is ink', () => {
  const pixels = [255, 127, 128, 0].flatMap((opacity) => [0, 0, 0, opacity]);
  expect([...maskOf(pixels, 4, 1).bits]).toEqual([0b10100000]);
});
