import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLedger, type Ledger } from './ledger.ts';
import type { DevelopedPicture, Identity, OutboxJob } from './records.ts';
import { developedShot } from './testing/developed.ts';

let dataDir: string;
let ledger: Ledger;
let folder: string;

const open = () => createLedger(dataDir, { sessionId: 'session', newId: uuidv7, now: () => 1_000 });
const there = () => ledger.to('session');

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'wishes-'));
  ledger = open();
  folder = ledger.files.hotFolderId('/shoot');
});

afterEach(async () => {
  ledger.close();
  await rm(dataDir, { recursive: true });
});

/** A developed shot, or with `of` a new version of it. */
function arrive(
  content: string,
  of?: string,
  begins: Pick<DevelopedPicture, 'caption' | 'origin'> = {},
): string {
  const place = { hotFolderId: folder, path: 'a.jpg' };
  ledger.files.seen(place, 1);
  const developed = { ...developedShot(place, content), ...begins };
  return ledger.shots.enter(developed, ({ atPath }): Identity => {
    if (of === undefined || atPath === null) return { kind: 'new' };
    return { kind: 'revision', of: atPath };
  }).shotId;
}

const first = (): OutboxJob | undefined => there().outbox.due('first', 0, 9)[0];
const full = (): OutboxJob | undefined => there().outbox.due('full', 0, 9)[0];
/** What the relay is told next, without the versions. */
const wishes = () =>
  there()
    .wishes.due(0, 9)
    .map(({ wish: told }) => {
      const entries = Object.entries(told).filter(([name]) => name !== 'version');
      return Object.fromEntries(entries);
    });
const stateOf = (shotId: string) => ledger.views.shot(shotId)?.state;
const pendingOf = (shotId: string) => ledger.views.shot(shotId)?.said?.pending;

function published(job = first()): void {
  if (job === undefined) throw new Error('Nothing is due.');
  there().outbox.published(job, { storedAt: 2, publishedAt: 3 }, job.photoId);
}

function granted(): void {
  for (const job of there().wishes.due(0, 9)) there().wishes.granted(job);
}

function live(): string {
  const shotId = arrive('A');
  published();
  return shotId;
}

const wish = (shotId: string, what: Parameters<Ledger['wishes']['made']>[1]) =>
  ledger.wishes.made([shotId], what);

describe('a photo that is taken back', () => {
  it('is shown so at once, and waits for the relay', () => {
    const shotId = live();
    expect(wish(shotId, { retracted: true })).toEqual([shotId]);
    expect([stateOf(shotId), pendingOf(shotId)]).toEqual(['retracted', true]);
    expect(wishes()).toEqual([{ retracted: true }]);
    granted();
    expect([stateOf(shotId), pendingOf(shotId)]).toEqual(['retracted', false]);
    expect(wishes()).toEqual([]);
  });

  it('is still to be told after a crash', () => {
    const shotId = live();
    wish(shotId, { retracted: true });
    ledger.close();
    ledger = open();
    expect(wishes()).toEqual([{ retracted: true }]);
    expect(stateOf(shotId)).toBe('retracted');
  });

  it('gets no full and no new version out', () => {
    const shotId = live();
    expect(full()).toBeDefined();
    wish(shotId, { retracted: true });
    arrive('B', shotId);
    expect([first(), full(), stateOf(shotId)]).toEqual([undefined, undefined, 'retracted']);
    granted();
    expect([first(), full(), stateOf(shotId)]).toEqual([undefined, undefined, 'retracted']);
  });

  it('stays so when a version of it was on its way and arrives', () => {
    const shotId = live();
    arrive('B', shotId);
    const underWay = first();
    wish(shotId, { retracted: true });
    published(underWay);
    expect(stateOf(shotId)).toBe('retracted');
    expect(wishes()).toEqual([{ retracted: true }]);
  });

  it('stays so when a version of it was on its way and is refused', () => {
    const shotId = live();
    arrive('B', shotId);
    const underWay = first();
    wish(shotId, { retracted: true });
    if (underWay) there().outbox.refused(underWay, 'This photo was taken back.');
    expect(stateOf(shotId)).toBe('retracted');
  });

  it('is taken back although no reply ever said that it is out', () => {
    const shotId = arrive('A');
    ledger.gate.decided('reject', [shotId], null);
    expect(wishes()).toEqual([{ retracted: true }]);
    expect(stateOf(shotId)).toBe('rejected');
    ledger.gate.decided('publish', [shotId], null);
    expect(wishes(), 'first the photo, then its return').toEqual([]);
    expect(first()).toMatchObject({ restores: true });
    published();
    expect(wishes()).toEqual([{ retracted: false }]);
  });
});

describe('a photo that is restored', () => {
  it('is live again, and its full follows once the relay knows', () => {
    const shotId = live();
    wish(shotId, { retracted: true });
    granted();
    wish(shotId, { retracted: false });
    expect([stateOf(shotId), pendingOf(shotId)]).toEqual(['live', true]);
    expect(full(), 'of what is not back yet the relay takes none').toBeUndefined();
    granted();
    expect(full()).toBeDefined();
  });

  it('goes out in its new version before it is restored', () => {
    const shotId = live();
    wish(shotId, { retracted: true });
    granted();
    arrive('B', shotId);
    wish(shotId, { retracted: false });
    expect(stateOf(shotId)).toBe('queued');
    expect(wishes()).toEqual([]);
    expect(first()).toMatchObject({ revision: 2, restores: true });
    published();
    expect(wishes()).toEqual([{ retracted: false }]);
    expect(stateOf(shotId)).toBe('live');
  });

  it('does not come back in an old version because the new one is refused', () => {
    const shotId = live();
    wish(shotId, { retracted: true });
    granted();
    arrive('B', shotId);
    wish(shotId, { retracted: false });
    const job = first();
    if (job) there().outbox.refused(job, 'Too large.');
    expect(wishes()).toEqual([]);
    expect(stateOf(shotId)).toBe('failed');
  });

  it('is restored once, and what is said with it holds all the same', () => {
    const shotId = live();
    expect(wish(shotId, { retracted: false })).toEqual([]);
    expect(wish(shotId, { retracted: false, featured: true })).toEqual([shotId]);
    expect(wishes()).toEqual([{ featured: true }]);
  });

  it('cancels a taking back that the relay has not heard of', () => {
    const shotId = live();
    wish(shotId, { retracted: true });
    wish(shotId, { retracted: false });
    expect(wishes()).toEqual([{ retracted: false }]);
  });
});

describe('what is said of photos', () => {
  it('is shown at once, for one and for many, and waits until they are at the relay', () => {
    const shotId = arrive('A');
    wish(shotId, { caption: 'The cake', tag: ['cake'], featured: true });
    const said = {
      featured: true,
      caption: 'The cake',
      tags: ['cake'],
      pending: true,
      retracting: null,
    };
    expect(ledger.views.shot(shotId)?.said).toEqual(said);
    expect(wishes()).toEqual([]);
    published();
    expect(wishes()).toEqual([{ caption: 'The cake', tag: ['cake'], featured: true }]);
    granted();
    expect(ledger.views.shot(shotId)?.said).toEqual({ ...said, pending: false });
  });

  it('is told again where something else was said while it was on its way', () => {
    const shotId = live();
    wish(shotId, { featured: true });
    const [underWay] = there().wishes.due(0, 1);
    wish(shotId, { featured: false });
    if (underWay) there().wishes.granted(underWay);
    const [next] = there().wishes.due(0, 1);
    expect(next?.wish.featured).toBe(false);
    expect(next?.wish.version).toBeGreaterThan(underWay?.wish.version ?? 0);
  });

  it('is nothing for what is no picture', () => {
    const shotId = ledger.files.seen({ hotFolderId: folder, path: 'b.jpg' }, 1);
    expect(wish(shotId, { featured: true })).toEqual([]);
  });
});

describe('a wish that the relay refuses', () => {
  it('leaves the photo as guests see it, says why, and can be tried again', () => {
    const shotId = live();
    wish(shotId, { retracted: true });
    const [job] = there().wishes.due(0, 1);
    if (job) there().wishes.refused(job, 'It is not yours.');
    expect(ledger.views.shot(shotId)).toMatchObject({
      state: 'live',
      reason: 'It is not yours.',
      canRetry: true,
    });
    expect(wishes()).toEqual([]);
    expect(ledger.wishes.reopened(shotId)).toBe(true);
    expect(stateOf(shotId)).toBe('retracted');
    expect(wishes()).toEqual([{ retracted: true }]);
  });

  it('waits for its turn when it failed for now', () => {
    const shotId = live();
    wish(shotId, { retracted: true });
    const [job] = there().wishes.due(0, 1);
    if (job) there().wishes.postponed(job, 50);
    expect(wishes()).toEqual([]);
    expect(there().wishes.nextDueAfter(0)).toBe(50);
    there().wishes.allDue();
    expect(there().wishes.due(0, 1)).toMatchObject([{ attempts: 1 }]);
  });
});

describe('what a photo begins with', () => {
  const origin = { photographer: 'Jané', tag: 'Church' };
  const begins = { caption: 'Anna & Li', origin };

  it('goes with its publication and is shown as said of it', () => {
    const shotId = arrive('A', undefined, begins);
    const told = { photographer: 'Jané', caption: 'Anna & Li', tags: ['Church'] };
    expect(first()).toMatchObject(told);
    expect(ledger.views.shot(shotId)?.said).toMatchObject({ caption: 'Anna & Li', pending: false });
  });

  it('stays with a new version, which may be somebody else’s', () => {
    const shotId = arrive('A', undefined, begins);
    arrive('B', shotId, { caption: 'Other', origin: { photographer: 'Li', tag: 'Party' } });
    const told = { photographer: 'Li', caption: 'Anna & Li', tags: ['Church'] };
    expect(first()).toMatchObject({ revision: 2, ...told });
  });

  it('gives way to what a person says, before the photo is out and after', () => {
    const shotId = arrive('A', undefined, begins);
    wish(shotId, { caption: 'By hand', untag: ['Church'], tag: ['cake'] });
    expect(first()).toMatchObject({ caption: 'By hand', tags: ['cake'] });
    published();
    granted();
    wish(shotId, { caption: '' });
    expect(ledger.views.shot(shotId)?.said).toMatchObject({ caption: '', tags: ['cake'] });
  });
});
