import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PictureLiveError, type ErrorCode } from '@picture-live/shared/errors';
import type { PublishPhoto, PublishReply } from '@picture-live/shared/protocol';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_UPLINK, type UplinkSettings } from '../../bridge/uplink.ts';
import { createAlerts } from '../alerts.ts';
import { createDiskPatience } from '../disk-patience.ts';
import { createLedger, type Ledger } from '../ledger/ledger.ts';
import { openSpool, type Spool } from '../render/spool.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import type { JobParts } from './job.ts';
import type { Link } from './link.ts';
import { publishedPhoto } from './testing/scripted-relay.ts';

/* Real ledger and real spool; the relay is scripted, because its failures are what is tested. */

let dataDir: string;
let ledger: Ledger;
let spool: Spool;
let end: AbortController;
let delivery: Delivery;
let calls: string[];
let failures: { call: string; code: ErrorCode; happened: boolean }[];
let lost: PictureLiveError[];
let online: boolean;
let uplink: UplinkSettings;

const alerts = createAlerts(() => {});
const stored = new Set<string>();
const published = new Map<string, PublishPhoto>();

/** Fails the next such call; with `happened` the relay does the work and its reply is lost. */
function failNext(call: 'put' | 'publish', code: ErrorCode, happened = false): void {
  failures.push({ call, code, happened });
}

function answer<T>(call: 'put' | 'publish', effect: () => T): T {
  const index = failures.findIndex((failure) => failure.call === call);
  const [failure] = index < 0 ? [] : failures.splice(index, 1);
  if (!failure) return effect();
  if (failure.happened) effect();
  throw new PictureLiveError(failure.code);
}

const client: JobParts['client'] = {
  async missingBlobs(hashes) {
    calls.push(`missing ${hashes.length}`);
    return hashes.filter((hash) => !stored.has(hash));
  },
  async putBlob(hash, bytes) {
    calls.push(`put ${Buffer.from(bytes).toString()}`);
    return answer('put', () => {
      stored.add(hash);
      return { hash, bytes: bytes.length };
    });
  },
  async publish(_sessionId, photoId, body) {
    calls.push(`publish ${body.renditions.full ? 'full' : 'first'}`);
    return answer('publish', (): PublishReply => {
      published.set(photoId, body);
      return { outcome: 'published', photo: publishedPhoto(photoId, body) };
    });
  },
};

const link: Pick<Link, 'isOnline' | 'lost'> = {
  isOnline: () => online,
  lost: (error) => {
    online = false;
    lost.push(error);
  },
};

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'delivery-'));
  ledger = createLedger(dataDir, { sessionId: 'session', newId: uuidv7, now: Date.now });
  spool = await openSpool(path.join(dataDir, 'spool'));
  end = new AbortController();
  calls = [];
  failures = [];
  lost = [];
  online = true;
  uplink = DEFAULT_UPLINK;
  stored.clear();
  published.clear();
  delivery = createDelivery({
    client,
    spool,
    outbox: ledger.to('session').outbox,
    link,
    alerts,
    sessionId: 'session',
    patiently: createDiskPatience(alerts, end.signal),
    now: Date.now,
    random: () => 0,
    toRelayClock: (at) => at + 1000,
    fromRelayClock: (at) => at - 1000,
    onSent: () => {},
    pacing: () => null,
    settings: () => uplink,
    isBusy: () => false,
    onDone: () => delivery.pump(),
    onChange: () => {},
    onError: (error) => {
      throw error;
    },
    signal: end.signal,
  });
});

afterEach(async () => {
  end.abort();
  await delivery.stopped();
  ledger.close();
  await rm(dataDir, { recursive: true });
});

/** A developed shot in ledger and spool; its blobs hold their names. */
async function shoot(name: string): Promise<string> {
  const renditions = await Promise.all(
    (['thumb', 'grid', 'full'] as const).map(async (rendition) => {
      const bytes = Buffer.from(`${name}-${rendition}`);
      const hash = createHash('sha256').update(bytes).digest('hex');
      await spool.write(hash, bytes);
      return { name: rendition, hash, bytes: bytes.length, width: 3, height: 2 };
    }),
  );
  const place = { hotFolderId: ledger.files.hotFolderId('/shoot'), path: `${name}.jpg` };
  ledger.files.seen(place, 1);
  const facts = {
    isRaw: false,
    rating: null,
    sourceHash: name,
    bytes: 1,
    capturedLocal: null,
    capturedFraction: null,
    serial: null,
    camera: null,
    capturedAt: 1,
    fileCompleteAt: 5000,
  };
  return ledger.shots.enter(
    {
      place,
      facts,
      signature: { size: 1, mtimeMs: 1, ino: 1 },
      width: 3,
      height: 2,
      thumbhash: 'AAAA',
      renderedAt: 5200,
      metadataProvenAt: 5200,
      recipeHash: 'recipe',
      renditions,
    },
    () => ({ kind: 'new' }),
  ).shotId;
}

const emptied = () =>
  vi.waitFor(() => {
    delivery.pump();
    expect([
      ...ledger.to('session').outbox.due('first', 1e15, 9),
      ...ledger.to('session').outbox.due('full', 1e15, 9),
    ]).toEqual([]);
  }, 5000);

describe('the delivery', () => {
  it('publishes with thumb and grid, and full follows', async () => {
    const shotId = await shoot('a');
    delivery.pump();
    await emptied();
    // Thumb and grid go out side by side.
    expect(calls.slice(0, 2).toSorted()).toEqual(['put a-grid', 'put a-thumb']);
    expect(calls.slice(2)).toEqual(['publish first', 'put a-full', 'publish full']);
    expect(ledger.views.shot(shotId)).toMatchObject({ state: 'live' });
  });

  it('tells the times of the photo on the relay’s clock', async () => {
    const shotId = await shoot('a');
    await emptied();
    expect(published.get(shotId)?.timeline).toMatchObject({ fileComplete: 6000, rendered: 6200 });
  });

  it('sends no full before every waiting photo is published', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await shoot(name);
    await emptied();
    const firstFull = calls.findIndex((call) => call.endsWith('-full'));
    const begun = calls.slice(0, firstFull).filter((call) => call.endsWith('-thumb'));
    // The last one is read from the disk side by side with the first full.
    expect(begun.length).toBeGreaterThanOrEqual(7);
  });

  it('does not count a photo twice when the reply to its publication was lost', async () => {
    const shotId = await shoot('a');
    failNext('publish', 'unavailable', true);
    await emptied();
    expect([...published.keys()]).toEqual([shotId]);
    expect(ledger.views.shot(shotId)?.state).toBe('live');
  });

  it('asks what is missing before it sends again', async () => {
    await shoot('a');
    failNext('put', 'upload_stalled', true);
    await emptied();
    expect(calls).toContain('missing 2');
    expect(calls.filter((call) => call === 'put a-thumb')).toHaveLength(1);
  });

  it('stops for all when the relay is gone, and goes on when it is back', async () => {
    const shotId = await shoot('a');
    failNext('publish', 'relay_unreachable');
    delivery.pump();
    await vi.waitFor(() => expect(lost).toHaveLength(1));
    expect(ledger.views.shot(shotId)?.state).toBe('queued');
    delivery.pump();
    expect(delivery.uploading().size).toBe(0);
    online = true;
    ledger.to('session').outbox.allDue();
    await emptied();
    expect(ledger.views.shot(shotId)?.state).toBe('live');
  });

  it('leaves to a person what the relay refuses for good', async () => {
    const shotId = await shoot('a');
    failNext('put', 'blob_too_large');
    delivery.pump();
    await vi.waitFor(() => expect(ledger.views.shot(shotId)?.state).toBe('failed'));
    expect(ledger.views.shot(shotId)).toMatchObject({
      reason: 'The upload is larger than allowed.',
      canRetry: true,
    });
  });

  it('says that the relay’s disk is full while it is, and not longer', async () => {
    await shoot('a');
    failNext('put', 'storage_full');
    delivery.pump();
    await vi.waitFor(() => expect(alerts.list()).toMatchObject([{ code: 'relay_disk_full' }]));
    await emptied();
    expect(alerts.list()).toEqual([]);
  });

  it('rests in a pause, and goes on after it', async () => {
    const shotId = await shoot('a');
    uplink = { ...DEFAULT_UPLINK, paused: true };
    delivery.pump();
    expect(delivery.uploading().size).toBe(0);
    uplink = DEFAULT_UPLINK;
    await emptied();
    expect(ledger.views.shot(shotId)?.state).toBe('live');
  });

  it.each(['newest', 'oldest'] as const)('sends the %s first', async (order) => {
    uplink = { ...DEFAULT_UPLINK, order, cap: 1_000_000 };
    for (const name of ['a', 'b', 'c', 'd', 'e']) await shoot(name);
    await emptied();
    const names = calls.flatMap((call) => /^put (.)-grid/.exec(call)?.[1] ?? []);
    // Two go side by side.
    expect(order === 'oldest' ? ['a', 'b'] : ['e', 'd']).toContain(names[0]);
    expect(order === 'oldest' ? ['d', 'e'] : ['a', 'b']).toContain(names.at(-1));
  });

  it('sends no full over a metered line, and all of them afterwards', async () => {
    await shoot('a');
    uplink = { ...DEFAULT_UPLINK, metered: true };
    delivery.pump();
    await vi.waitFor(() => expect(calls).toContain('publish first'));
    await vi.waitFor(() => expect(ledger.to('session').outbox.backlog(false).bytes).toBe(0));
    expect(ledger.to('session').outbox.backlog(true)).toEqual({ photos: 0, bytes: 6 });
    expect(calls).not.toContain('put a-full');
    uplink = DEFAULT_UPLINK;
    await emptied();
    expect(calls).toContain('publish full');
  });

  it('never sends other bytes than the ones that were proven', async () => {
    const shotId = await shoot('a');
    const hash = ledger.shots.renditionHash(shotId, 1, 'grid') ?? '';
    await spool.write(hash, Buffer.from('changed on the disk'));
    delivery.pump();
    await vi.waitFor(() => expect(ledger.views.shot(shotId)?.state).toBe('failed'));
    expect(calls).not.toContain('put changed on the disk');
    expect(published.size).toBe(0);
  });
});
