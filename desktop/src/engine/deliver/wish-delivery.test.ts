import { PictureLiveError, type ErrorCode } from '@picture-live/shared/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAlerts } from '../alerts.ts';
import { createDiskPatience } from '../disk-patience.ts';
import type { WishJob } from '../ledger/wish-outbox.ts';
import { createWishDelivery, type WishDeliveryParts } from './wish-delivery.ts';
import { scriptedRelay, type ScriptedRelay } from './testing/scripted-relay.ts';

let relay: ScriptedRelay;
let end: AbortController;
let waiting: WishJob[];
let refused: string[];
let busy: Set<string>;
let online: boolean;
let delivery: ReturnType<typeof createWishDelivery>;

const job = (shotId: string, retracted = true): WishJob => ({
  shotId,
  photoId: `photo-${shotId}`,
  revision: 1,
  attempts: 0,
  wish: { version: 1, retracted },
});

const drop = ({ shotId }: WishJob) => {
  waiting = waiting.filter((other) => other.shotId !== shotId);
};

/** The ledger's own rules are tested where they are; here they are a list. */
const wishes: WishDeliveryParts['ledger']['wishes'] = {
  due: (_at, limit) => waiting.slice(0, limit),
  granted: drop,
  postponed: () => {},
  refused: (given, reason) => {
    drop(given);
    refused.push(reason);
  },
  nextDueAfter: () => null,
};

beforeEach(() => {
  relay = scriptedRelay();
  end = new AbortController();
  waiting = [];
  refused = [];
  busy = new Set();
  online = true;
  delivery = createWishDelivery({
    client: relay.client,
    spool: { read: async () => null },
    ledger: { wishes, shots: { renditionHash: (_id, _revision, name) => name } },
    link: {
      isOnline: () => online,
      lost: () => {
        online = false;
      },
    },
    sessionId: 'session',
    patiently: createDiskPatience(
      createAlerts(() => {}),
      end.signal,
    ),
    now: Date.now,
    random: () => 0,
    toRelayClock: (at) => at,
    pacing: () => null,
    onSent: () => {},
    isBusy: (shotId) => busy.has(shotId),
    onGranted: () => {},
    onDone: () => delivery.pump(),
    onError: (error) => {
      throw error;
    },
    signal: end.signal,
  });
});

afterEach(async () => {
  end.abort();
  await delivery.stopped();
});

const emptied = () => vi.waitFor(() => expect(waiting).toEqual([]), 20_000);

describe('the delivery of wishes', () => {
  it('tells all of them, each once', async () => {
    waiting = Array.from({ length: 50 }, (_, n) => job(`${n}`));
    delivery.pump();
    await emptied();
    expect(relay.wishes).toHaveLength(50);
    expect(new Set(relay.wishes).size).toBe(50);
  });

  it('waits while the photo itself is on its way', async () => {
    waiting = [job('a'), job('b')];
    busy.add('a');
    delivery.pump();
    await vi.waitFor(() => expect(relay.wishes).toEqual(['photo-b']), 20_000);
    busy.clear();
    delivery.pump();
    await emptied();
  });

  it('rests for all when the relay is away', async () => {
    waiting = [job('a')];
    relay.failNext('wish', 'relay_unreachable');
    delivery.pump();
    await vi.waitFor(() => expect(online).toBe(false), 20_000);
    expect(waiting).toHaveLength(1);
    online = true;
    delivery.pump();
    await emptied();
  });

  it('has nothing to take back where the photo never arrived', async () => {
    waiting = [job('a')];
    relay.failNext('wish', 'not_found');
    delivery.pump();
    await emptied();
    expect(refused).toEqual([]);
  });

  it.each<ErrorCode>(['photo_gone', 'photo_not_yours', 'duplicate_photo'])(
    'leaves to a person what is refused (%s)',
    async (code) => {
      waiting = [job('a', false)];
      relay.failNext('wish', code);
      delivery.pump();
      await emptied();
      expect(refused).toEqual([new PictureLiveError(code).message]);
    },
  );

  it('brings the pictures again that the relay has dropped', async () => {
    waiting = [job('a', false)];
    relay.failNext('wish', 'blobs_missing');
    delivery.pump();
    await emptied();
    expect(relay.asked).toEqual(['thumb', 'grid', 'full']);
    expect(relay.wishes).toEqual(['photo-a', 'photo-a']);
  });
});
