import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PublishMode } from '@picture-live/shared/domain';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLedger, type Ledger } from '../ledger/ledger.ts';
import { createGate, type Gate } from './gate.ts';
import { judge } from './verdict.ts';

const REVIEW: PublishMode = { kind: 'review' };
const STARS: PublishMode = { kind: 'rating', from: 3 };
const DELAYED: PublishMode = { kind: 'automatic', delaySeconds: 60 };

describe('what the publish mode says of a shot that is ready', () => {
  const pass = { kind: 'pass' };
  const wait = { kind: 'hold', releaseAt: null };
  it.each<[PublishMode, number | null, unknown]>([
    [{ kind: 'automatic', delaySeconds: 0 }, null, pass],
    [DELAYED, null, { kind: 'hold', releaseAt: 61_000 }],
    [REVIEW, 5, wait],
    [STARS, null, wait],
    [STARS, 2, wait],
    [STARS, 3, pass],
    [STARS, 5, pass],
  ])('%o with %s stars', (mode, rating, verdict) => {
    expect(judge(mode, rating, 1000)).toEqual(verdict);
  });
});

describe('the gate', () => {
  let dataDir: string;
  let ledger: Ledger;
  let gate: Gate;
  let mode: PublishMode;
  let now: number;
  let changed: string[];
  let queued: number;

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'gate-'));
    [mode, now, changed, queued] = [REVIEW, 1000, [], 0];
    vi.useFakeTimers({ now });
    open();
  });
  afterEach(async () => {
    close();
    vi.useRealTimers();
    await rm(dataDir, { recursive: true });
  });

  function open(): void {
    ledger = createLedger(dataDir, { sessionId: 'session', newId: uuidv7, now: Date.now });
    gate = createGate({
      ledger,
      mode: () => mode,
      patiently: async (work) => work(),
      now: Date.now,
      onChange: (ids) => changed.push(...ids),
      onQueued: () => (queued += 1),
      onError: (error) => {
        throw error;
      },
    });
  }
  function close(): void {
    gate.stop();
    ledger.close();
  }

  /** A developed shot that has come to the gate. */
  function shoot(name: string, rating: number | null = null): string {
    const place = { hotFolderId: ledger.files.hotFolderId('/shoot'), path: name };
    ledger.files.seen(place, 1);
    const renditions = (['thumb', 'grid', 'full'] as const).map((rendition) => ({
      name: rendition,
      hash: `${name}-${rendition}`,
      bytes: 1,
      width: 3,
      height: 2,
    }));
    const facts = {
      isRaw: false,
      rating,
      sourceHash: name,
      bytes: 1,
      capturedLocal: null,
      capturedFraction: null,
      serial: null,
      camera: null,
      capturedAt: 1,
      fileCompleteAt: 1,
    };
    const { shotId } = ledger.shots.enter(
      {
        place,
        facts,
        signature: { size: 1, mtimeMs: 1, ino: 1 },
        width: 3,
        height: 2,
        thumbhash: 'AAAA',
        renderedAt: 2,
        metadataProvenAt: 2,
        recipeHash: 'recipe',
        renditions,
      },
      () => ({ kind: 'new' }),
      gate.judge(rating),
    );
    gate.watch();
    return shotId;
  }
  const stateOf = (id: string) => ledger.views.shot(id)?.state;
  const jobs = () =>
    ledger
      .to('session')
      .outbox.due('first', Date.now(), 99)
      .map(({ shotId }) => shotId);
  const goLive = (id: string) => {
    const [job] = ledger.to('session').outbox.due('first', Date.now(), 1);
    if (!job) throw new Error('There is nothing to send.');
    ledger.to('session').outbox.published(job, { storedAt: 5, publishedAt: 6 }, id);
  };

  it('holds a shot until a person publishes it', async () => {
    const id = shoot('a.jpg');
    expect([stateOf(id), jobs()]).toEqual(['held', []]);
    await gate.decide('publish', [id]);
    expect([stateOf(id), jobs(), changed, queued]).toEqual(['queued', [id], [id], 1]);
  });

  it('takes back what has not gone out yet', async () => {
    const id = shoot('a.jpg');
    await gate.decide('publish', [id]);
    await gate.decide('hold', [id]);
    expect([stateOf(id), jobs()]).toEqual(['held', []]);
    await gate.decide('reject', [id]);
    expect([stateOf(id), jobs()]).toEqual(['rejected', []]);
    await gate.decide('publish', [id]);
    expect([stateOf(id), jobs()]).toEqual(['queued', [id]]);
  });

  it('leaves alone what guests have seen, and what is no picture', async () => {
    const id = shoot('a.jpg');
    await gate.decide('publish', [id]);
    goLive(id);
    await gate.decide('reject', [id, 'nobody']);
    expect(stateOf(id)).toBe('live');
    const place = { hotFolderId: ledger.files.hotFolderId('/shoot'), path: 'b.mov' };
    const film = ledger.files.unsupported(place, { size: 1, mtimeMs: 1, ino: 2 }, 'Films are not.');
    await gate.decide('publish', [film]);
    expect(stateOf(film)).toBe('unpublished');
  });

  it('lets a shot out when its delay ends, also after a restart', async () => {
    mode = DELAYED;
    const [first, second] = [shoot('a.jpg'), shoot('b.jpg')];
    expect(ledger.views.shot(first)?.releaseAt).toBe(61_000);
    await gate.decide('reject', [second]);
    close();
    open();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(stateOf(first)).toBe('held');
    await vi.advanceTimersByTimeAsync(1_001);
    expect([stateOf(first), stateOf(second)]).toEqual(['queued', 'rejected']);
  });

  it('keeps what a person holds for longer than its delay, and for as long as they say', async () => {
    mode = DELAYED;
    const id = shoot('a.jpg');
    await gate.decide('hold', [id]);
    expect(ledger.views.shot(id)?.releaseAt).toBe(null);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(stateOf(id)).toBe('held');
    await gate.decide('hold', [id], 200_000);
    expect(ledger.views.shot(id)?.releaseAt).toBe(200_000);
    await vi.advanceTimersByTimeAsync(99_001);
    expect(stateOf(id)).toBe('queued');
  });

  it('lets out what is given enough stars', async () => {
    mode = STARS;
    const [few, many, camera] = [shoot('a.jpg'), shoot('b.jpg'), shoot('c.jpg', 4)];
    expect(stateOf(camera)).toBe('queued');
    await gate.rate([few], 2);
    await gate.rate([many], 3);
    expect([stateOf(few), stateOf(many)]).toEqual(['held', 'queued']);
    expect(ledger.views.shot(few)?.rating).toBe(2);
  });

  it('only writes stars down where stars do not decide', async () => {
    const id = shoot('a.jpg');
    await gate.rate([id], 5);
    expect([stateOf(id), ledger.views.shot(id)?.rating]).toEqual(['held', 5]);
  });

  it('counts the time that guests waited from the decision on', async () => {
    const id = shoot('a.jpg');
    await vi.advanceTimersByTimeAsync(50_000);
    await gate.decide('publish', [id]);
    const [job] = ledger.to('session').outbox.due('first', Date.now(), 1);
    if (!job) throw new Error('There is nothing to send.');
    ledger.to('session').outbox.published(job, { storedAt: 51_100, publishedAt: 51_200 }, id);
    expect(ledger.views.latencies().published).toEqual([200]);
  });
});
