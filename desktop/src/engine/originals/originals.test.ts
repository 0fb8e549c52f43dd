import { DEFAULT_RECIPE, NO_VARIABLES } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import { proveMetadata } from '@picture-live/shared/imaging';
import { makePhotograph } from '@picture-live/shared/photographs';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_UPLINK, type UplinkSettings } from '../../bridge/uplink.ts';
import type { OriginalJob } from '../deliver/original.ts';
import type { MissingOriginal } from '../ledger/originals.ts';
import { createOriginals, type Originals } from './originals.ts';

const SIZE = { width: 900, height: 600 };
const PATIENCE = { timeout: 25_000, interval: 10 };

let picture: Buffer;
beforeAll(async () => {
  picture = await makePhotograph({
    seed: 1,
    ...SIZE,
    gps: { latitude: 48, longitude: 2, altitude: 30 },
    capturedAt: Date.UTC(2026, 10, 20, 14),
    camera: {
      make: 'Canon',
      model: 'Canon EOS R5',
      serial: '1',
      lens: 'x',
      lensSerial: '2',
      owner: 'Anna',
    },
  });
});

/** Photos whose originals wait, the oldest first, and what became of the others. */
let waiting: string[];
let ended: Map<string, string | null>;
let file: Buffer | null;
let isFree: boolean;
let settings: UplinkSettings;
let bring: (job: OriginalJob, signal: AbortSignal) => Promise<'kept' | 'unchanged' | 'outdated'>;
let stopping: AbortController;
let originals: Originals;
const failures: unknown[] = [];

function source(photoId: string): MissingOriginal {
  const frame = { capturedLocal: null, capturedFraction: null, serial: null, camera: null };
  return {
    photoId,
    source: {
      ...frame,
      shotId: photoId,
      revision: 1,
      hotFolderId: 'a',
      path: `${photoId}.JPG`,
      sourceHash: '',
      bytes: 1,
      capturedAt: 0,
      fileCompleteAt: 0,
      isRaw: false,
      recipeHash: null,
    },
  };
}

function start(): void {
  originals = createOriginals({
    ledger: {
      originals: {
        next: () => (waiting[0] === undefined ? undefined : source(waiting[0])),
        ended({ shotId }, _destination, reason) {
          waiting = waiting.filter((id) => id !== shotId);
          ended.set(shotId, reason);
        },
        progress: () => ({ waiting: waiting.length, brought: ended.size, failed: 0 }),
      },
    },
    settings: () => settings,
    carriers: () => [
      { id: 's', connection: { isFree: () => isFree, bringOriginal: (...job) => bring(...job) } },
    ],
    sources: {
      withOriginal: (_source, work) => work(file === null ? null : { bytes: file, picture: file }),
    },
    artwork: { read: async () => Buffer.alloc(0) },
    recipe: () => DEFAULT_RECIPE,
    variables: () => NO_VARIABLES,
    idle: async () => undefined,
    patiently: async (work) => work(),
    now: Date.now,
    onChange: () => undefined,
    onError: (error) => failures.push(error),
    signal: stopping.signal,
  });
}

beforeEach(() => {
  waiting = ['a', 'b'];
  ended = new Map();
  file = picture;
  isFree = true;
  settings = { ...DEFAULT_UPLINK, originals: 'always' };
  bring = async () => 'kept';
  stopping = new AbortController();
  failures.length = 0;
});
afterEach(async () => {
  stopping.abort();
  await originals.stopped();
  expect(failures).toEqual([]);
});

it('brings whole pictures that say nothing of where and by what they were taken', async () => {
  const brought: OriginalJob[] = [];
  bring = async (job) => {
    brought.push(job);
    return 'kept';
  };
  start();
  await vi.waitFor(
    () =>
      expect([...ended]).toEqual([
        ['a', null],
        ['b', null],
      ]),
    PATIENCE,
  );
  expect(originals.view()).toMatchObject({ waiting: 0, brought: 2 });
  const bytes = brought[0]?.original.bytes ?? Buffer.alloc(0);
  expect(brought[0]?.original).toMatchObject(SIZE);
  expect(await sharp(bytes).metadata()).toMatchObject(SIZE);
  expect(proveMetadata(bytes)).toMatchObject({ ok: true });
});

it('gives way to a new photo, and goes on afterwards', async () => {
  let givenWay = 0;
  bring = (_job, signal) =>
    new Promise((resolve, reject) => {
      if (givenWay > 0) return resolve('kept');
      signal.addEventListener('abort', () => {
        givenWay += 1;
        reject(new PictureLiveError('relay_unreachable'));
      });
      isFree = false;
      return undefined;
    });
  start();
  await vi.waitFor(() => expect(givenWay).toBe(1), PATIENCE);
  expect(ended.size).toBe(0);
  isFree = true;
  originals.look();
  await vi.waitFor(() => expect(ended.size).toBe(2), PATIENCE);
});

it('brings nothing where nobody asked for it', async () => {
  settings = DEFAULT_UPLINK;
  start();
  originals.look();
  expect(originals.view()).toBeNull();
  settings = { ...settings, originals: 'always' };
  originals.look();
  await vi.waitFor(() => expect(ended.size).toBe(2), PATIENCE);
});

it.each([
  { what: 'the file is gone', prepare: () => (file = null), reason: /no longer in the hot folder/ },
  {
    what: 'the relay shows another version',
    prepare: () => (bring = async () => 'outdated'),
    reason: /replaced on the relay/,
  },
  {
    what: 'the photo was taken back',
    prepare: () =>
      (bring = async () => {
        throw new PictureLiveError('photo_gone');
      }),
    reason: /.+/,
  },
])('passes over a photo where $what, and says why', async ({ prepare, reason }) => {
  prepare();
  start();
  await vi.waitFor(() => expect(ended.get('b')).toMatch(reason), PATIENCE);
});
