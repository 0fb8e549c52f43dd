import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLedger, type Ledger } from '../ledger/ledger.ts';
import { watchNumbers } from './number-watch.ts';

let dataDir: string;
let ledger: Ledger;
let clock: number;
let stops: (() => void)[];

const HOUR = 3_600_000;
const now = () => clock;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  clock = 10 * HOUR;
  stops = [];
  dataDir = await mkdtemp(path.join(tmpdir(), 'numbers-'));
  ledger = createLedger(dataDir, { sessionId: 'session', newId: uuidv7, now });
});

afterEach(async () => {
  for (const stop of stops) stop();
  vi.useRealTimers();
  ledger.close();
  await rm(dataDir, { recursive: true });
});

function shoot(file: string, serial: string | null = '1', hotFolder = '/shoot') {
  const place = { hotFolderId: ledger.files.hotFolderId(hotFolder), path: file };
  ledger.files.seen(place, clock);
  ledger.shots.enter(
    {
      place,
      signature: { size: 1, mtimeMs: 1, ino: 1 },
      facts: {
        isRaw: false,
        rating: null,
        sourceHash: `${hotFolder}/${file}`,
        bytes: 1,
        capturedLocal: null,
        capturedFraction: null,
        serial,
        camera: 'Canon EOS R5',
        capturedAt: clock,
        fileCompleteAt: clock,
      },
      width: 3,
      height: 2,
      thumbhash: 'A',
      renderedAt: clock,
      metadataProvenAt: clock,
      recipeHash: 'recipe',
      renditions: [],
    },
    () => ({ kind: 'new' }),
  );
  clock += 1_000;
}

function watch() {
  const onChange = vi.fn<() => void>();
  const watching = watchNumbers({
    ledger,
    now,
    onChange,
    onError: (error) => {
      throw error;
    },
  });
  stops.push(watching.stop);
  return { ...watching, onChange };
}

test('a gap is told a while after the frame behind it, without anything else happening', () => {
  for (const number of [1, 2, 5]) shoot(`IMG_000${number}.JPG`);
  const { missing, onChange } = watch();
  expect(missing()).toEqual({ count: 0, gaps: [] });
  clock += 60_000;
  vi.advanceTimersByTime(5_000);
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(missing()).toMatchObject({
    count: 2,
    gaps: [
      {
        camera: 'Canon EOS R5',
        serial: null,
        prefix: 'IMG_',
        digits: 4,
        ranges: [[3, 4]],
        count: 2,
        after: 'IMG_0002.JPG',
        before: 'IMG_0005.JPG',
      },
    ],
  });
});

test('while nothing happens, nothing is looked up', () => {
  shoot('IMG_0001.JPG');
  watch();
  const files = vi.spyOn(ledger.numbers, 'files');
  vi.advanceTimersByTime(60_000);
  expect(files).not.toHaveBeenCalled();
});

test('two bodies of a model are told apart by serial number, or else by hot folder', () => {
  for (const number of [1, 3]) shoot(`IMG_000${number}.JPG`, 'first');
  for (const number of [2, 4]) shoot(`IMG_000${number}.JPG`, 'second');
  for (const number of [5, 7]) shoot(`IMG_000${number}.JPG`, null, '/a');
  for (const number of [6, 8]) shoot(`IMG_000${number}.JPG`, null, '/b');
  clock += HOUR;
  const told = watch()
    .missing()
    .gaps.map(({ serial, ranges }) => [serial, ranges[0]?.[0]]);
  expect(told).toEqual([
    [null, 7],
    [null, 6],
    ['second', 3],
    ['first', 2],
  ]);
});

test('what is not missing stays so after a restart, and can be taken back', () => {
  for (const number of [1, 4, 6]) shoot(`IMG_000${number}.JPG`);
  clock += HOUR;
  const { missing, settle } = watch();
  const gap = missing().gaps[1];
  if (!gap) throw new Error('no gap was found');
  const { series, ranges } = gap;
  settle({ series, ranges, settled: true });
  expect(missing()).toMatchObject({ count: 1, gaps: [{ ranges: [[5, 5]] }] });
  ledger.close();
  ledger = createLedger(dataDir, { sessionId: 'session', newId: uuidv7, now });
  const again = watch();
  expect(again.missing().count).toBe(1);
  again.settle({ series, ranges, settled: false });
  expect(again.missing().count).toBe(3);
});

test('more numbers than a gap has are refused', () => {
  const { settle } = watch();
  expect(() => settle({ series: 'x', ranges: [[0, 2_000_000]], settled: true })).toThrow();
});
