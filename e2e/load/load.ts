import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { CONNECTING, openViewer, socketIoHello } from '../bench/fan-out/viewers.ts';
import { ratePerSecond } from '../bench/in-lanes.ts';
import { LANES, makeDeliveries, type Delivery } from '../bench/upload.ts';
import { asDevice } from '../harness/device.ts';
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
 * end the photos are taken back.
 */
export async function runLoad(target: Target, load: Load): Promise<LoadResult> {
  const deliveries = await makeDeliveries(load.photos);
  const ids = deliveries.map(({ id }) => id);
  const tally = openTally(load.viewers, ids);
  const sockets = await openViewers(target, load.viewers, tally);
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
    const rate = await ratePerSecond(deliveries, LANES, deliver);
    await whenHeard(tally, load);
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
    for (const id of announcedAt.keys()) await device.remove(id);
  }
}

async function openViewers(
  { origins, sessionId }: Target,
  count: number,
  tally: Tally,
): Promise<WebSocket[]> {
  const hellos = origins.map((origin) => socketIoHello(origin, sessionId));
  const sockets: WebSocket[] = [];
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
  await Promise.all(Array.from({ length: CONNECTING }, lane));
  return sockets;
}

/** Which photo a packet of Socket.IO brings, or null. */
function photoOf(message: string): string | null {
  if (!message.startsWith('42["new_photo"')) return null;
  return /"photo":\{"id":"([0-9a-f-]{36})"/.exec(message)?.[1] ?? null;
}

async function whenHeard(tally: Tally, { patienceMs, settleMs }: Load): Promise<void> {
  const since = performance.now();
  while (!tally.isComplete()) {
    if (performance.now() - Math.max(since, tally.lastHeardAt()) > patienceMs) return;
    await sleep(50);
  }
  await sleep(settleMs);
}
