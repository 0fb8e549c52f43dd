import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeWindow } from './fake/page.ts';
import { createPlaceKeeper } from './place-keeper.ts';

let folder: string;
let errors: unknown[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'picture-live-place-'));
  errors = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keep = () => createPlaceKeeper(folder, (error) => errors.push(error));
const open = () => new FakeWindow({}, async () => undefined);
const BOUNDS = { x: 40, y: 60, width: 1300, height: 810 };

test('nothing is remembered before the first start', () => {
  expect(keep().last()).toBeNull();
  expect(errors).toEqual([]);
});

test('the next start finds the window where it was moved to, and as large', async () => {
  const keeper = keep();
  const window = open();
  keeper.follow(window);
  window.place(BOUNDS);
  await keeper.settle();
  expect(keep().last()).toEqual({ bounds: BOUNDS, maximized: false });
});

test('a window closed while maximised comes back maximised, over the place it had', async () => {
  const keeper = keep();
  const window = open();
  keeper.follow(window);
  window.place(BOUNDS);
  window.maximize();
  window.close();
  await keeper.settle();
  expect(keep().last()).toEqual({ bounds: BOUNDS, maximized: true });
});

test('dragging writes once, after it', async () => {
  const keeper = keep();
  const window = open();
  keeper.follow(window);
  for (let x = 0; x < 50; x += 1) window.place({ ...BOUNDS, x });
  await expect
    .poll(() => readFile(path.join(folder, 'place.json'), 'utf8').catch(() => ''), {
      timeout: 20_000,
    })
    .toContain('"x":49');
});

test.each(['', '{"bounds":{}}', 'not JSON'])(
  'a damaged file (%j) is told, and the window opens as the first time',
  async (text) => {
    await writeFile(path.join(folder, 'place.json'), text);
    expect(keep().last()).toBeNull();
    expect(errors).toHaveLength(1);
  },
);

test('a place that cannot be kept is told, and nothing else', async () => {
  const keeper = createPlaceKeeper(path.join(folder, 'gone'), (error) => errors.push(error));
  const window = open();
  keeper.follow(window);
  window.place(BOUNDS);
  await keeper.settle();
  expect(errors).toHaveLength(1);
  expect(keeper.last()).toEqual({ bounds: BOUNDS, maximized: false });
});
