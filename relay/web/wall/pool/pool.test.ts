import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPool, type Pool, type Wanted } from './pool.ts';

/** What decoding gives in a browser: something to be released once. */
interface FakePicture {
  url: string;
  release: () => void;
}

const wanted = (url: string, photoId = url): Wanted => ({ photoId, url, bytes: 10, width: 400 });

interface Load {
  url: string;
  signal: AbortSignal;
  arrive: () => void;
  fail: () => void;
}

const PATIENCE = { timeout: 20_000 };

let loads: Load[];
let released: string[];
let changes: number;
let torn: Set<string>;
let pool: Pool<FakePicture>;
beforeEach(() => {
  vi.useFakeTimers();
  loads = [];
  released = [];
  changes = 0;
  torn = new Set();
  pool = createPool<FakePicture>({
    load: ({ url }, signal) =>
      new Promise((resolve, reject) => {
        const come = () => resolve(new Blob([url.padEnd(10)]));
        loads.push({ url, signal, arrive: come, fail: () => reject(new Error('No network.')) });
      }),
    async decode(blob) {
      const url = (await blob.text()).trim();
      if (torn.has(url)) throw new Error('Torn.');
      return { url, release: () => released.push(url) };
    },
    onChange: () => {
      changes += 1;
    },
    maxBytes: 50,
    random: () => 0.5,
  });
});
afterEach(() => {
  pool.stop();
  vi.useRealTimers();
});

const loading = () => loads.map(({ url }) => url);
async function arrive(...urls: string[]): Promise<void> {
  for (const url of urls) loads.findLast((one) => one.url === url)?.arrive();
  await vi.waitFor(() => expect(urls.every(pool.isReady)).toBe(true), PATIENCE);
}

test('what comes next is loaded and decoded first, two at a time', async () => {
  pool.want([wanted('a'), wanted('b'), wanted('c')]);
  expect(loading()).toEqual(['a', 'b']);
  await arrive('b');
  expect(loading()).toEqual(['a', 'b', 'c']);
  expect([pool.isReady('a'), pool.isReady('b'), changes]).toEqual([false, true, 1]);
  expect(pool.take('b')?.url).toBe('b');
  expect(pool.take('b')).toBeUndefined();
});

test('what is no longer wanted is given back, and not loaded to the end', async () => {
  pool.want([wanted('a'), wanted('b')]);
  await arrive('a');
  pool.want([wanted('c')]);
  expect(released).toEqual(['a']);
  expect(loads.find(({ url }) => url === 'b')?.signal.aborted).toBe(true);
  loads.find(({ url }) => url === 'b')?.arrive();
  await arrive('c');
  expect([pool.isReady('b'), pool.has('b'), pool.has('a')]).toEqual([false, false, true]);
});

test('a file that is here needs no network again', async () => {
  pool.want([wanted('a')]);
  await arrive('a');
  pool.take('a')?.release();
  pool.want([]);
  pool.want([wanted('a')]);
  await vi.waitFor(() => expect(pool.isReady('a')).toBe(true), PATIENCE);
  expect(loading()).toEqual(['a']);
});

test('files are kept within their bound, the least recently used give way', async () => {
  for (const url of ['a', 'b', 'c', 'd', 'e']) {
    pool.want([wanted(url)]);
    await arrive(url);
  }
  pool.want([wanted('a')]);
  await vi.waitFor(() => expect(pool.isReady('a')).toBe(true), PATIENCE);
  pool.want([wanted('f')]);
  await arrive('f');
  expect(pool.kept().map(({ url }) => url)).toEqual(['c', 'd', 'e', 'a', 'f']);
});

test('after a failure it is tried again, later and later, and at once when the network is back', async () => {
  pool.want([wanted('a')]);
  loads[0]?.fail();
  await vi.waitFor(() => expect(changes).toBe(1), PATIENCE);
  expect(loads).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(loads).toHaveLength(2);
  loads[1]?.fail();
  await vi.waitFor(() => expect(changes).toBe(2), PATIENCE);
  pool.retry();
  expect(loads).toHaveLength(3);
  await arrive('a');
});

test('one that fails does not keep the others back', async () => {
  pool.want([wanted('a'), wanted('b'), wanted('c')]);
  loads[0]?.fail();
  await arrive('b');
  await arrive('c');
  expect(pool.isReady('a')).toBe(false);
});

test('a file that is no picture is loaded anew', async () => {
  torn.add('a');
  pool.want([wanted('a')]);
  loads[0]?.arrive();
  await vi.waitFor(() => expect(changes).toBe(1), PATIENCE);
  expect(pool.has('a')).toBe(false);
  torn.clear();
  await vi.advanceTimersByTimeAsync(1_000);
  await arrive('a');
});

test('of a photo that was taken away nothing stays, whatever it was doing', async () => {
  pool.want([wanted('ready', 'p1'), wanted('loading', 'p2'), wanted('waiting', 'p3')]);
  await arrive('ready');
  for (const photoId of ['p1', 'p2', 'p3']) pool.forget(photoId);
  loads.find(({ url }) => url === 'loading')?.arrive();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(released).toEqual(['ready']);
  expect(pool.kept()).toEqual([]);
  expect(['ready', 'loading', 'waiting'].some(pool.isReady)).toBe(false);
});
