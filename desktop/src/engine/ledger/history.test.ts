import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLedger, type Ledger } from './ledger.ts';
import type { DevelopedShot, FilePlace, GateVerdict } from './records.ts';

let dataDir: string;
let ledger: Ledger;
let folder: string;
let clock: number;

const open = () =>
  createLedger(dataDir, { sessionId: 'session', newId: uuidv7, now: () => (clock += 1) });
const there = () => ledger.to('session');

beforeEach(async () => {
  clock = 10_000;
  dataDir = await mkdtemp(path.join(tmpdir(), 'history-'));
  ledger = open();
  folder = ledger.files.hotFolderId('/shoot');
});

afterEach(async () => {
  ledger.close();
  await rm(dataDir, { recursive: true });
});

const at = (file: string): FilePlace => ({ hotFolderId: folder, path: file });
const signature = { size: 10, mtimeMs: 5.5, ino: 1 };

function developed(place: FilePlace, content: string, rating: number | null): DevelopedShot {
  return {
    place,
    signature,
    facts: {
      isRaw: false,
      rating,
      sourceHash: content,
      bytes: 10,
      capturedLocal: null,
      capturedFraction: null,
      serial: null,
      camera: null,
      capturedAt: 1000,
      fileCompleteAt: 2000,
    },
    width: 6000,
    height: 4000,
    thumbhash: 'AAAA',
    renderedAt: 2200,
    metadataProvenAt: 2201,
    recipeHash: 'recipe',
    renditions: (['thumb', 'grid', 'full'] as const).map((name) => {
      return { name, hash: `${content}-${name}`, bytes: 5, width: 3, height: 2 };
    }),
  };
}

/** A file comes, is read and becomes a shot, or a new version of the one at its path. */
function arrive(file: string, content = file, verdict?: GateVerdict, rating: number | null = null) {
  ledger.files.seen(at(file), 1500);
  ledger.files.rendering(at(file));
  return ledger.shots.enter(
    developed(at(file), content, rating),
    ({ atPath }) => (atPath ? { kind: 'revision', of: atPath } : { kind: 'new' }),
    verdict,
  ).shotId;
}

function firstJob() {
  const [job] = there().outbox.due('first', Number.MAX_SAFE_INTEGER, 1);
  if (!job) throw new Error('nothing is due');
  return job;
}

/** The history as words: the kind or the state, then who, how often and what. */
function told(shotId: string): string[] {
  return ledger.history
    .of(shotId)
    .map(({ kind, state, who, times, detail }) =>
      [state ?? kind, who && `(${who})`, times > 1 && `×${times}`, detail]
        .filter(Boolean)
        .join(' '),
    );
}

const DEVELOPED = ['seen a/1.JPG', 'rendering', 'complete', 'rendered', 'proven'];

test('a shot tells its whole way to the guests', () => {
  const shotId = arrive('a/1.JPG');
  const job = firstJob();
  there().outbox.published(job, { storedAt: 2300, publishedAt: 2310 }, job.photoId);
  const [full] = there().outbox.due('full', 0, 1);
  if (full) there().outbox.completed(full);
  there().outbox.painted(job.photoId, 1, 2400);
  expect(told(shotId)).toEqual([
    ...DEVELOPED,
    'queued',
    'stored',
    'published',
    'completed',
    'painted',
  ]);
  expect(ledger.history.of(shotId).find(({ kind }) => kind === 'published')).toEqual({
    at: 2310,
    kind: 'published',
    destination: 'session',
    state: null,
    revision: 1,
    detail: null,
    who: null,
    times: 1,
    until: null,
  });
});

test('whoever holds, lets out or rejects is named', () => {
  const held = { kind: 'hold', releaseAt: null } as const;
  const shotId = arrive('a/1.JPG', 'a', held, 2);
  ledger.gate.decided('publish', [shotId], null);
  ledger.gate.decided('hold', [shotId], null);
  ledger.gate.rated([shotId], 4, true, 'person');
  ledger.gate.decided('reject', [shotId], null);
  ledger.gate.rated([shotId], 5, false, 'file');
  expect(told(shotId).slice(DEVELOPED.length)).toEqual([
    'rated 2',
    'held',
    'queued (person)',
    'held (person)',
    'rated (person) 4',
    'queued (stars)',
    'rejected (person)',
    'rated 5',
  ]);
  const waits = arrive('a/2.JPG', 'b', { kind: 'hold', releaseAt: 3000 });
  ledger.gate.releaseDue(3000);
  expect(told(waits).at(-1)).toBe('queued (delay)');
});

test('attempts that fail for one reason in a row are one line with their number', () => {
  const shotId = arrive('a/1.JPG');
  for (const reason of ['It broke off.', 'It broke off.', 'The relay is full.']) {
    there().outbox.postponed(firstJob(), 0, reason);
  }
  there().outbox.refused(firstJob(), 'It is too large.');
  ledger.outbox.reopened(shotId);
  expect(told(shotId).slice(DEVELOPED.length)).toEqual([
    'queued',
    'attempt ×2 It broke off.',
    'attempt The relay is full.',
    'failed It is too large.',
    'queued',
  ]);
});

test('a delivery that fails for ever in changing ways keeps a bounded history', () => {
  const shotId = arrive('a/1.JPG');
  for (let n = 0; n < 300; n += 1) there().outbox.postponed(firstJob(), 0, `Reason ${n}`);
  const lines = told(shotId);
  expect(lines).toHaveLength(200);
  expect(lines.slice(0, DEVELOPED.length)).toEqual(DEVELOPED);
  expect(lines.at(-1)).toBe('attempt Reason 299');
});

test('a new version and a damaged newer file stand in the same history', () => {
  const shotId = arrive('a/1.JPG', 'one');
  const job = firstJob();
  there().outbox.published(job, { storedAt: 2300, publishedAt: 2310 }, job.photoId);
  expect(arrive('a/1.JPG', 'two')).toBe(shotId);
  ledger.files.failed(at('a/1.JPG'), signature, { reason: 'It is torn.', canRetry: true });
  const lines = ledger.history.of(shotId);
  expect(lines.filter(({ kind }) => kind === 'complete').map((line) => line.revision)).toEqual([
    1, 2,
  ]);
  expect(told(shotId).slice(-2)).toEqual(['queued', 'remark It is torn.']);
});

test('what people want of a photo and what the relay did of it stand in its history', () => {
  const shotId = arrive('a/1.JPG');
  const job = firstJob();
  there().outbox.published(job, { storedAt: 2300, publishedAt: 2310 }, job.photoId);
  const before = told(shotId).length;
  ledger.wishes.made([shotId], { featured: true, caption: 'The kiss' });
  ledger.wishes.made([shotId], { retracted: true, featured: false });
  const [wish] = there().wishes.due(Number.MAX_SAFE_INTEGER, 1);
  if (wish) there().wishes.granted(wish);
  ledger.wishes.made([shotId], { retracted: false });
  expect(told(shotId).slice(before)).toEqual([
    'featured (person) 1',
    'described (person) The kiss',
    'retracted (person)',
    'featured (person) 0',
    'granted',
    'live (person)',
  ]);
});

test('any part of a name finds the file, also one that went before it was a picture', () => {
  const shotId = arrive('day 1/IMG_0001.JPG', 'one');
  ledger.files.seen(at('day 1/100%_sure.JPG'), 1600);
  ledger.files.deleted(at('day 1/100%_sure.JPG'));
  expect(ledger.history.find('img_0001').files).toEqual([
    {
      shotId,
      path: 'day 1/IMG_0001.JPG',
      name: 'IMG_0001.JPG',
      seenAt: 1500,
      state: 'queued',
    },
  ]);
  const [gone] = ledger.history.find('0%_s').files;
  expect(gone).toMatchObject({ name: '100%_sure.JPG', state: null });
  expect(told(gone?.shotId ?? '').at(-1)).toBe('forgotten');
  expect(ledger.history.find('0_s').files).toEqual([]);
});

test('a copy under another name leads to the shot that it is', () => {
  const shotId = arrive('IMG_0001.JPG', 'one');
  ledger.files.seen(at('copy.JPG'), 1600);
  ledger.shots.attachDuplicate(at('copy.JPG'), signature, 'one');
  expect(ledger.history.find('copy').files).toMatchObject([{ shotId, name: 'copy.JPG' }]);
  expect(told(shotId).at(-1)).toBe('joined copy.JPG');
});

test('more than fifty names are not listed, and it is said', () => {
  for (let n = 0; n < 51; n += 1) ledger.files.seen(at(`IMG_${n}.JPG`), n);
  const { files, more } = ledger.history.find('IMG');
  expect([files.length, files[0]?.name, more]).toEqual([50, 'IMG_50.JPG', true]);
});

test('the history outlives a restart, and other sessions do not see it', () => {
  const shotId = arrive('a/1.JPG');
  const before = told(shotId);
  ledger.close();
  ledger = open();
  expect(told(shotId)).toEqual(before);
  const other = createLedger(dataDir, { sessionId: 'other', newId: uuidv7, now: Date.now });
  expect([other.history.of(shotId), other.history.find('1').files]).toEqual([[], []]);
  other.close();
});
