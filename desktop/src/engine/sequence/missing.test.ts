import { expect, test } from 'vitest';
import { missingNumbers, type SeenFile } from './missing.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;
const LATER = 100 * HOUR;

interface Told extends Partial<SeenFile> {
  /** Seconds after the first. */
  s?: number;
}

function file(path: string, { s = 0, ...told }: Told = {}): SeenFile {
  return { path, body: 'R5 1', takenAt: s * SECOND, seenAt: s * SECOND, ...told };
}

/** Files of one body, a second apart. */
function row(prefix: string, numbers: readonly number[], told: Told = {}): SeenFile[] {
  const { s = 0, ...rest } = told;
  return numbers.map((number, index) => {
    return file(`${prefix}${String(number).padStart(4, '0')}.JPG`, { s: s + index, ...rest });
  });
}

const numbers = (files: readonly SeenFile[], now = LATER) =>
  missingNumbers(files, now).gaps.map((gap) => gap.numbers);

test.each<[string, readonly SeenFile[], number[][]]>([
  ['nothing where nothing came', [], []],
  ['nothing in a whole row', row('IMG_', [1, 2, 3, 4]), []],
  ['one frame', row('IMG_', [1, 2, 4]), [[3]]],
  ['two gaps', row('IMG_', [1, 3, 4, 7]), [[2], [5, 6]]],
  ['nothing where frames came out of order', row('IMG_', [3, 1, 4, 2]), []],
  ['nothing before the first and behind the last', row('IMG_', [4821, 4822]), []],
  ['nothing from 9999 to 0001', row('DSC_', [9998, 9999, 1, 2]), []],
  ['frames on both sides of 9999', row('DSC_', [9997, 9999, 2]), [[9998], [1]]],
  ['9999 before 0000 where a camera counts that', row('DSC_', [9998, 0, 1, 3]), [[9999], [2]]],
  [
    'nothing where 9999 and 0001 fell into one second',
    row('IMG_', [9997, 9998, 9999, 1, 2]).map((seen) => ({ ...seen, takenAt: 0 })),
    [],
  ],
  [
    'nothing where Sony goes from DSC09999 to DSC00001',
    [file('DSC09999.ARW'), file('DSC00001.ARW', { s: 1 })],
    [],
  ],
  [
    'one number of a frame that came as RAW and JPEG',
    [file('IMG_0001.CR3'), file('IMG_0001.JPG'), file('IMG_0003.CR3', { s: 9 })],
    [[2]],
  ],
  [
    'nothing where only the RAW of a frame came',
    [file('IMG_0001.JPG'), file('IMG_0002.CR3', { s: 1 }), file('IMG_0003.JPG', { s: 2 })],
    [],
  ],
  [
    'each body by itself',
    [...row('IMG_', [1, 2, 4]), ...row('IMG_', [1, 3, 4], { body: 'R5 2' })],
    [[3], [2]],
  ],
  [
    'nothing between the rows of two bodies',
    [...row('IMG_', [1]), ...row('IMG_', [3], { body: 'Z9 1' })],
    [],
  ],
  [
    'nothing where a film took the number',
    [...row('IMG_', [1, 3]), file('MVI_0002.MP4', { body: null, takenAt: null })],
    [],
  ],
  [
    'nothing that was seen and cleared away',
    [...row('IMG_', [1, 3]), file('IMG_0002.JPG', { body: null, takenAt: null })],
    [],
  ],
  ['nothing where the counter was set', row('IMG_', [100, 101, 4000, 4001]), []],
  ['nothing where the counter began again', row('IMG_', [180, 181, 182, 1, 2, 3]), []],
  ['nothing on another day', [...row('IMG_', [1, 2]), ...row('IMG_', [40, 41], { s: 36_000 })], []],
  [
    'a whole burst that was lost',
    row('IMG_', [10, 31]),
    [Array.from({ length: 20 }, (_, n) => n + 11)],
  ],
  [
    'nothing where the clock was set back in between',
    [...row('IMG_', [100, 101, 102], { s: 3600 }), ...row('IMG_', [103, 104, 105], { s: 60 })],
    [],
  ],
  [
    'nothing in names made of the time',
    [file('PXL_20261121_142233123.jpg'), file('PXL_20261121_142239123.jpg')],
    [],
  ],
  ['nothing in files of no known camera', row('IMG_', [1, 5], { body: null }), []],
])('missing is %s', (_what, files, expected) => {
  expect(numbers(files)).toEqual(expected);
});

test('nobody is alarmed while a file may still be on its way', () => {
  const files = row('IMG_', [1, 3]);
  const { gaps, ripeAt } = missingNumbers(files, 10 * SECOND);
  expect(gaps).toEqual([]);
  expect(ripeAt).toBe(61 * SECOND);
  expect(missingNumbers(files, 61 * SECOND)).toMatchObject({
    gaps: [{ numbers: [2] }],
    ripeAt: null,
  });
});

test('a gap names its body and the files around it', () => {
  expect(missingNumbers(row('a/IMG_', [7, 9]), LATER).gaps).toEqual([
    {
      body: 'R5 1',
      series: 'IMG',
      prefix: 'IMG_',
      digits: 4,
      numbers: [8],
      after: 'a/IMG_0007.JPG',
      before: 'a/IMG_0009.JPG',
      at: SECOND,
    },
  ]);
});

test('a file that comes after all is not missing any more', () => {
  const files = row('IMG_', [1, 2, 4]);
  expect(numbers([...files, file('IMG_0003.JPG', { s: 2, seenAt: HOUR })])).toEqual([]);
});
