import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { CONNECTING, openViewer, socketIoHello } from '../bench/fan-out/viewers.ts';
import { ratePerSecond } from '../bench/in-lanes.ts';
import { LANES, makeDeliveries, type Delivery } from '../bench/upload.ts';
import { asDevice, type Device } from '../harness/device.ts';
import { viewRelay } from '../harness/relay-view.ts';
import { openTally, type Tally } from './tally.ts';

/** Where the load goes. */
export interface Target {
  /** Where pages connect; by turns where there are several. */
  origins: readonly string[];
  sessionId: string;
  deviceToken: string;
}

export interface Load {
  viewers: number;
  photos: number;
  /** How long nobody may hear of anything before what is missing counts as lost. */
  patienceMs: number;
  /** How long doubles are waited for. */
  settleMs: number;
}

export interface LoadResult {
  photosPerMinute: number;
  /** Milliseconds from the announcement of each photo to its last viewer. */
  toLastViewer: number[];
  /** Photos that a viewer never heard of, and that it heard of again; over all viewers. */
  lost: number;
  doubled: number;
  /** Photos that the relay does not list exactly once. */
  notListedOnce: number;
}

/** Longer than the two seconds after which relays look what they have missed (services/look). */
export const USUAL = { patienceMs: 30_000, settleMs: 3_000 };

/**
 * Opens viewers, delivers photos as fast as they are taken, and counts who heard of what. In the
 * end the photos are taken back, also where it failed or was stopped: they may be in a gallery that
 * people look at.
 */
export async function runLoad(
  target: Target,
  load: Load,
  signal: AbortSignal = new AbortController().signal,
): Promise<LoadResult> {
  const deliveries = await makeDeliveries(load.photos);
  const ids = deliveries.map(({ id }) => id);
  const tally = openTally(load.viewers, ids);
  const sockets: WebSocket[] = [];
  const [origin = ''] = target.origins;
  const device = asDevice(origin, target.sessionId, target.deviceToken);
  const announcedAt = new Map<string, number>();
  const deliver = async ({ id, thumb, grid }: Delivery): Promise<void> => {
    await device.upload(thumb);
    await device.upload(grid);
    announcedAt.set(id, performance.now());
    await device.publish(id, 1, thumb, grid);
  };
  try {
    await openViewers(target, load.viewers, tally, sockets);
    const rate = await untilOneFails(signal, (each) =>
      ratePerSecond(deliveries, LANES, (one) => each(() => deliver(one))),
    );
    await whenHeard(tally, load, signal);
    const listed = await viewRelay(origin, target.sessionId).photos();
    return {
      photosPerMinute: rate * 60,
      toLastViewer: Array.from(tally.reachedAll(), ([id, at]) => at - (announcedAt.get(id) ?? at)),
      ...tally.result(),
      notListedOnce: ids.filter((id) => listed.filter((photo) => photo.id === id).length !== 1)
        .length,
    };
  } finally {
    for (const socket of sockets) socket.terminate();
    await takeBack(device, announcedAt.keys());
  }
}

/** @throws what failed first, once every photo was tried. */
async function takeBack(device: Device, ids: Iterable<string>): Promise<void> {
  const failures: unknown[] = [];
  for (const id of ids) {
    // What was announced and never taken is not there.
    await device.remove(id).catch((error: unknown) => {
      if (!String(error).includes('answered 404')) failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
}

/** Lets what is underway in other lanes end before it fails, so that nothing comes afterwards. */
async function untilOneFails<T>(
  signal: AbortSignal,
  work: (each: (one: () => Promise<void>) => Promise<void>) => Promise<T>,
): Promise<T> {
  const failures: unknown[] = [];
  const done = await work(async (one) => {
    if (failures.length > 0 || signal.aborted) return;
    await one().catch((error: unknown) => failures.push(error));
  });
  if (failures.length > 0) throw failures[0];
  signal.throwIfAborted();
  return done;
}

async function openViewers(
  { origins, sessionId }: Target,
  count: number,
  tally: Tally,
  sockets: WebSocket[],
): Promise<void> {
  const hellos = origins.map((origin) => socketIoHello(origin, sessionId));
  let opened = 0;
  const lane = async (): Promise<void> => {
    while (opened < count) {
      const viewer = opened;
      opened += 1;
      const hello = hellos[viewer % hellos.length];
      if (hello === undefined) continue;
      const hear = (message: string): void => {
        const id = photoOf(message);
        if (id !== null) tally.hear(viewer, id, performance.now());
      };
      sockets.push(await openViewer(hello, hear));
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: CONNECTING }, lane));
  const failed = lanes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Which photo a packet of Socket.IO brings, or null. */
function photoOf(message: string): string | null {
  if (!message.startsWith('42["new_photo"')) return null;
  return /"photo":\{"id":"([0-9a-f-]{36})"/.exec(message)?.[1] ?? null;
}

async function whenHeard(
  tally: Tally,
  { patienceMs, settleMs }: Load,
  signal: AbortSignal,
): Promise<void> {
  const since = performance.now();
  while (!tally.isComplete()) {
    if (performance.now() - Math.max(since, tally.lastHeardAt()) > patienceMs) return;
    await sleep(50, undefined, { signal });
  }
  await sleep(settleMs, undefined, { signal });
}
