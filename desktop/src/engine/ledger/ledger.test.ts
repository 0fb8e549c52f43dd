import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLedger, type Ledger } from './ledger.ts';
import type { DevelopedShot, FilePlace, Identity, Resemblances } from './records.ts';

let dataDir: string;
let ledger: Ledger;
let folder: string;

const open = () => createLedger(dataDir, { sessionId: 'session', newId: uuidv7, now: Date.now });
const there = () => ledger.to('session');

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ledger-'));
  ledger = open();
  folder = ledger.files.hotFolderId('/shoot');
});

afterEach(async () => {
  ledger.close();
  await rm(dataDir, { recursive: true });
});

const at = (file: string): FilePlace => ({ hotFolderId: folder, path: file });
const signature = (ino = 1) => ({ size: 10, mtimeMs: 5.5, ino });

function developed(place: FilePlace, content: string): DevelopedShot {
  return {
    place,
    signature: signature(),
    facts: {
      isRaw: false,
      rating: null,
      sourceHash: content,
      bytes: 10,
      capturedLocal: '2026:11:20 14:02:11',
      capturedFraction: null,
      serial: '1',
      camera: 'Canon EOS R5',
      capturedAt: 1000,
      fileCompleteAt: 2000,
    },
    width: 6000,
    height: 4000,
    thumbhash: 'AAAA',
    renderedAt: 2200,
    metadataProvenAt: 2201,
    recipeHash: 'recipe',
    renditions: (['thumb', 'grid', 'full'] as const).map((name) => ({
      name,
      hash: `${content}-${name}`,
      bytes: 5,
      width: 3,
      height: 2,
    })),
  };
}

/** Decides as ingest does, by the bytes and the path alone. */
const decide = (known: Resemblances): Identity => {
  if (known.sameContent) return { kind: 'duplicate', of: known.sameContent };
  return known.atPath ? { kind: 'revision', of: known.atPath } : { kind: 'new' };
};

function arrive(file: string, content: string) {
  ledger.files.seen(at(file), 1500);
  return ledger.shots.enter(developed(at(file), content), decide);
}

function publish(shotId: string) {
  for (const lane of ['first', 'full'] as const) {
    const [job] = there().outbox.due(lane, 0, 1);
    if (!job || job.shotId !== shotId) throw new Error('another job was due');
    if (lane === 'first') {
      there().outbox.published(job, { storedAt: 2300, publishedAt: 2310 }, job.photoId);
    } else there().outbox.completed(job);
  }
}

describe('a shot in the ledger', () => {
  it('is listed from the first sight of its file', () => {
    const shotId = ledger.files.seen(at('a.jpg'), 1500);
    expect(ledger.views.shot(shotId)).toMatchObject({
      name: 'a.jpg',
      state: 'arriving',
      hasPicture: false,
      files: 1,
    });
  });

  it('goes from arriving over queued to live, and the outbox is empty', () => {
    const { shotId, identity } = arrive('day/a.jpg', 'A');
    expect(identity).toBe('new');
    expect(ledger.views.shot(shotId)).toMatchObject({
      state: 'queued',
      revision: 1,
      name: 'a.jpg',
    });
    publish(shotId);
    expect(ledger.views.shot(shotId)).toMatchObject({
      state: 'live',
      timeline: { fileComplete: 2000, rendered: 2200, stored: 2300, published: 2310 },
    });
    expect(there().outbox.nextDueAfter(0)).toBeNull();
  });

  it('is still in the outbox after the ledger was closed and opened again', () => {
    const { shotId } = arrive('a.jpg', 'A');
    ledger.close();
    ledger = open();
    expect(there().outbox.due('first', 0, 9)).toMatchObject([{ shotId, revision: 1, attempts: 0 }]);
  });

  it('is read again after a crash in the middle of developing', () => {
    ledger.files.seen(at('a.jpg'), 1500);
    ledger.files.rendering(at('a.jpg'));
    expect(ledger.files.signatureOf(at('a.jpg'))).toBeUndefined();
    arrive('a.jpg', 'A');
    expect(ledger.files.signatureOf(at('a.jpg'))).toEqual(signature());
  });

  it('is one shot with two files when its content is copied', () => {
    const first = arrive('a.jpg', 'A');
    const placeholder = ledger.files.seen(at('copy.jpg'), 1600);
    const copy = ledger.shots.attachDuplicate(at('copy.jpg'), signature(2), 'A');
    expect(copy).toEqual({ shotId: first.shotId, removed: [placeholder] });
    expect(ledger.views.shots({ before: null, limit: 9, states: null }).shots).toMatchObject([
      { id: first.shotId, files: 2 },
    ]);
  });

  it('gets a second revision when its file is replaced, and only that is sent', () => {
    const { shotId } = arrive('a.jpg', 'A');
    expect(arrive('a.jpg', 'B')).toMatchObject({ shotId, revision: 2, identity: 'revision' });
    expect(there().outbox.due('first', 0, 9)).toMatchObject([{ shotId, revision: 2 }]);
  });

  it('stays live with a remark while a broken version of its file lies there', () => {
    const { shotId } = arrive('a.jpg', 'A');
    publish(shotId);
    ledger.files.seen(at('a.jpg'), 1700);
    ledger.files.failed(at('a.jpg'), signature(), { reason: 'It stops.', canRetry: true });
    expect(ledger.views.shot(shotId)).toMatchObject({ state: 'live', reason: 'It stops.' });
  });

  it('is not sent again when the reply for an older revision comes late', () => {
    const { shotId } = arrive('a.jpg', 'A');
    const [older] = there().outbox.due('first', 0, 1);
    arrive('a.jpg', 'B');
    if (!older) throw new Error('nothing was due');
    there().outbox.published(older, { storedAt: 1, publishedAt: 2 }, shotId);
    expect(ledger.views.shot(shotId)?.state).toBe('queued');
    expect(there().outbox.due('first', 0, 9)).toMatchObject([{ revision: 2 }]);
  });
});

describe('a hot folder', () => {
  it('counts what was seen in it and names its newest camera', () => {
    expect(ledger.views.folder(folder)).toEqual({ seen: 0, camera: null });
    arrive('a.jpg', 'A');
    ledger.files.seen(at('b.jpg'), 1600);
    expect(ledger.views.folder(folder)).toEqual({ seen: 2, camera: 'Canon EOS R5' });
    expect(ledger.views.counts()).toMatchObject({ arriving: 1, queued: 1, live: 0 });
  });
});

describe('files that do not become a picture', () => {
  it('are listed with a reason and left alone until they change', () => {
    const shotId = ledger.files.seen(at('a.cr3'), 1500);
    ledger.files.unsupported(at('a.cr3'), signature(), 'RAW comes later.');
    expect(ledger.views.shot(shotId)).toMatchObject({
      state: 'unpublished',
      reason: 'RAW comes later.',
      canRetry: false,
    });
    expect(ledger.files.signatureOf(at('a.cr3'))).toEqual(signature());
  });

  it('get another chance at the next start when they failed', () => {
    ledger.files.seen(at('a.jpg'), 1500);
    ledger.files.failed(at('a.jpg'), signature(), { reason: 'It stops.', canRetry: true });
    expect(ledger.files.signatureOf(at('a.jpg'))).toEqual(signature());
    ledger.files.recheckFailed();
    expect(ledger.files.signatureOf(at('a.jpg'))).toBeUndefined();
  });

  it('are said when they vanish before they were complete', () => {
    const shotId = ledger.files.seen(at('a.jpg'), 1500);
    ledger.files.vanished(at('a.jpg'), 7);
    expect(ledger.views.shot(shotId)).toMatchObject({ state: 'failed', canRetry: false });
  });

  it.each(['the old name is missed first', 'the new name is read first'])(
    'are forgotten when they only changed their name (%s)',
    (order) => {
      const shotId = ledger.files.seen(at('upload.jpg'), 1500);
      const vanish = () => ledger.files.vanished(at('upload.jpg'), 7)?.removed ?? [];
      const early = order.startsWith('the old') ? vanish() : [];
      ledger.files.seen(at('a.jpg'), 1501);
      const arrived = ledger.files.arrivedFrom(at('a.jpg'), 7);
      ledger.shots.enter({ ...developed(at('a.jpg'), 'A'), signature: signature(7) }, decide);
      const late = order.startsWith('the new') ? vanish() : [];
      expect([...early, ...arrived, ...late]).toEqual([shotId]);
    },
  );

  it('leave the list when somebody deletes them, and pictures stay', () => {
    const torn = ledger.files.seen(at('torn.jpg'), 1500);
    ledger.files.failed(at('torn.jpg'), signature(), { reason: 'It stops.', canRetry: true });
    expect(ledger.files.deleted(at('torn.jpg'))).toEqual([torn]);
    const { shotId } = arrive('a.jpg', 'A');
    expect(ledger.files.deleted(at('a.jpg'))).toEqual([]);
    expect(ledger.views.shot(shotId)).toMatchObject({ state: 'queued', files: 0 });
  });
});

describe('the outbox', () => {
  it('offers the newest shot first, and full only after its photo is published', () => {
    const old = arrive('a.jpg', 'A').shotId;
    const young = arrive('b.jpg', 'B').shotId;
    expect(
      there()
        .outbox.due('first', 0, 9)
        .map((job) => job.shotId),
    ).toEqual([young, old]);
    expect(there().outbox.due('full', 0, 9)).toEqual([]);
    const [job] = there().outbox.due('first', 0, 1);
    if (job) there().outbox.published(job, { storedAt: 1, publishedAt: 2 }, young);
    expect(there().outbox.due('full', 0, 9)).toMatchObject([{ shotId: young }]);
  });

  it('waits until the time set after a failure, or until the relay is back', () => {
    arrive('a.jpg', 'A');
    const [job] = there().outbox.due('first', 0, 1);
    if (job) there().outbox.postponed(job, 5000, 'The relay is full.');
    expect(there().outbox.due('first', 4999, 9)).toEqual([]);
    expect(there().outbox.nextDueAfter(4999)).toBe(5000);
    there().outbox.allDue();
    expect(there().outbox.due('first', 0, 9)).toMatchObject([{ attempts: 1 }]);
  });

  it('keeps what the relay refused until a person retries', () => {
    const { shotId } = arrive('a.jpg', 'A');
    const [job] = there().outbox.due('first', 0, 1);
    if (job) there().outbox.refused(job, 'Too large.');
    expect(ledger.views.shot(shotId)).toMatchObject({
      state: 'failed',
      reason: 'Too large.',
      canRetry: true,
    });
    expect(there().outbox.due('first', 1e9, 9)).toEqual([]);
    expect(ledger.outbox.reopened(shotId)).toBe(true);
    expect(ledger.views.shot(shotId)?.state).toBe('queued');
    expect(there().outbox.due('first', 0, 9)).toHaveLength(1);
  });

  it('records the first sight on a guest’s screen once', () => {
    const { shotId } = arrive('a.jpg', 'A');
    publish(shotId);
    expect(there().outbox.painted(shotId, 1, 2500)).toBe(shotId);
    there().outbox.painted(shotId, 1, 9999);
    expect(ledger.views.latencies()).toEqual({ published: [310], painted: [500] });
    expect(there().outbox.painted('a stranger', 1, 1)).toBeUndefined();
  });
});

describe('the spool', () => {
  it('may drop delivered pictures, replaced ones first, never thumbs or what still has to go', () => {
    const { shotId } = arrive('a.jpg', 'A');
    expect(ledger.spool.disposable()).toEqual([]);
    arrive('a.jpg', 'B');
    expect(ledger.spool.disposable().map(({ hash }) => hash)).toEqual([
      'A-full',
      'A-thumb',
      'A-grid',
    ]);
    publish(shotId);
    expect(ledger.spool.disposable().map(({ hash }) => hash)).toEqual([
      'A-full',
      'A-thumb',
      'A-grid',
      'B-full',
      'B-grid',
    ]);
    ledger.spool.dropped('A-full');
    expect(ledger.spool.disposable()[0]?.hash).not.toBe('A-full');
    expect(ledger.spool.hashes().has('A-full')).toBe(false);
  });

  it.each(['hold', 'reject'] as const)('is the only home of what waits at the gate (%s)', (how) => {
    const { shotId } = arrive('a.jpg', 'A');
    ledger.gate.decided(how, [shotId], null);
    expect(ledger.views.shot(shotId)?.state).toBe(how === 'hold' ? 'held' : 'rejected');
    expect(ledger.spool.disposable()).toEqual([]);
  });
});
