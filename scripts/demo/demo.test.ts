import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cameraFileName } from './counter.ts';
import { play, type Score } from './play.ts';
import { planShoot } from './shoot.ts';
import { writeAsCamera } from './write.ts';

let folder: string;
const neverStops = new AbortController().signal;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'demo-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the counter of a camera', () => {
  it('starts over at 1', () => {
    const names = [0, 1, 2].map((nth) => cameraFileName({ prefix: 'IMG_', digits: 4 }, 9_998, nth));
    expect(names).toEqual(['IMG_9998.JPG', 'IMG_9999.JPG', 'IMG_0001.JPG']);
  });
});

describe('a planned shoot', () => {
  it('has what real ones have: several cameras, portrait frames, positions, a counter that starts over', () => {
    const frames = planShoot(1, 60);
    const names = frames.map(({ name }) => name);
    expect(new Set(names).size).toBe(60);
    expect(names).toContain('IMG_9999.JPG');
    expect(names).toContain('IMG_0001.JPG');
    expect(new Set(frames.map(({ photograph }) => photograph.camera.serial)).size).toBe(3);
    expect(frames.some(({ photograph }) => photograph.orientation === 6)).toBe(true);
    expect(frames.some(({ photograph }) => photograph.gps !== null)).toBe(true);
    expect(frames.some(({ photograph }) => photograph.gps === null)).toBe(true);
  });
});

describe('writing like a camera', () => {
  it('shows a file that grows under its final name', async () => {
    const file = path.join(folder, 'IMG_0001.JPG');
    const bytes = Buffer.alloc(120_000, 7);
    const writing = writeAsCamera(file, bytes, 400, neverStops);
    const sizes = new Set<number>();
    const watching = setInterval(() => void stat(file).then(({ size }) => sizes.add(size)), 20);
    await writing;
    clearInterval(watching);
    expect(sizes.size).toBeGreaterThan(2);
    expect(await readFile(file)).toEqual(bytes);
  });

  it('leaves a whole file when the shoot is broken off', async () => {
    const file = path.join(folder, 'IMG_0001.JPG');
    const stop = new AbortController();
    const writing = writeAsCamera(file, Buffer.alloc(120_000, 7), 3_600_000, stop.signal);
    stop.abort();
    await writing;
    expect((await stat(file)).size).toBe(120_000);
  });
});

async function played(): Promise<string[]> {
  const files = await readdir(path.join(folder, 'hot'), { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe('playing a demo', () => {
  const QUICK: Score = { frames: 2, gap: [0, 0], slowEvery: 2, slowMs: 20 };

  it('delivers photographs with a serial number, each time new ones under names of their own', async () => {
    await play(path.join(folder, 'hot'), null, neverStops, QUICK);
    // The folder of a playing is named after the second in which it began.
    await sleep(1_000);
    await play(path.join(folder, 'hot'), null, neverStops, QUICK);
    const files = await played();
    expect(files).toHaveLength(4);
    const contents = await Promise.all(files.map((file) => readFile(file, 'base64')));
    expect(new Set(contents).size).toBe(4);
    const [first = ''] = files;
    expect(await readFile(first, 'latin1')).toContain('043021001742');
  });

  it('delivers the files of a folder in the order of their names', async () => {
    const from = path.join(folder, 'from');
    await mkdir(path.join(from, 'sub'), { recursive: true });
    for (const name of ['b10.jpg', 'b9.jpg', '.hidden']) {
      await writeFile(path.join(from, name), name);
    }
    await play(path.join(folder, 'hot'), from, neverStops, QUICK);
    const files = await played();
    expect(files.map((file) => path.basename(file)).toSorted()).toEqual(['b10.jpg', 'b9.jpg']);
    const [nine, ten] = await Promise.all(
      ['b9.jpg', 'b10.jpg'].map((name) => stat(files.find((file) => file.endsWith(name)) ?? '')),
    );
    expect(nine?.mtimeMs).toBeLessThan(ten?.mtimeMs ?? 0);
  });

  it('ends at once when it is asked to', async () => {
    const from = path.join(folder, 'from');
    await mkdir(from);
    for (const name of ['a', 'b', 'c']) await writeFile(path.join(from, name), name);
    const stop = new AbortController();
    const playing = play(path.join(folder, 'hot'), from, stop.signal, {
      ...QUICK,
      gap: [3_600_000, 3_600_000],
    });
    while ((await played().catch(() => [])).length === 0) await new Promise(setImmediate);
    stop.abort();
    await playing;
    expect(await played()).toHaveLength(1);
  });
});
