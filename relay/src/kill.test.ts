import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { FeedPage, PhotoPage, PublicSession } from '@picture-live/shared/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice, announce } from './testing/device.ts';
import type { TestPhoto } from './testing/device.ts';
import { spawnRelay, whenReady } from './testing/relay-process.ts';

const KILLS = 8;
const PHOTOS = 24;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'relay-kill-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface Shot extends TestPhoto {
  id: string;
  /** The relay has said that it is published. */
  acknowledged: boolean;
}

/** Delivers what is not acknowledged yet, several at once, until the relay dies. */
async function deliverUntilItDies(url: string, sessionId: string, shots: Shot[]): Promise<void> {
  const device = new TestDevice(url);
  const waiting = shots.filter((shot) => !shot.acknowledged);
  const deliver = async (): Promise<void> => {
    for (let shot = waiting.shift(); shot !== undefined; shot = waiting.shift()) {
      for (const { bytes } of [shot.thumb, shot.grid]) await device.upload(bytes);
      const reply = await device.publish(sessionId, shot.id, shot.body);
      shot.acknowledged ||= reply.ok;
    }
  };
  await Promise.allSettled([deliver(), deliver(), deliver()]);
}

async function readAll(url: string, sessionId: string) {
  const ask = async (call: string) => (await fetch(`${url}${call}`)).json();
  return {
    session: PublicSession.parse(await ask(`/api/sessions/${sessionId}`)),
    feed: FeedPage.parse(await ask(`/api/sessions/${sessionId}/feed?limit=500`)),
    list: PhotoPage.parse(await ask(`/api/photos?sessionId=${sessionId}&limit=200`)),
  };
}

/** What must hold at every moment, whenever the relay was killed. */
async function expectSound(url: string, sessionId: string, shots: Shot[]): Promise<void> {
  const { session, feed, list } = await readAll(url, sessionId);
  expect(feed.events.map((event) => event.seq)).toEqual(feed.events.map((_, index) => index + 1));
  expect([session.lastSeq, session.photoCount]).toEqual([feed.events.length, list.photos.length]);
  const live = list.photos.map((photo) => photo.id);
  expect(new Set(live).size).toBe(live.length);
  for (const shot of shots) if (shot.acknowledged) expect(live).toContain(shot.id);
  for (const photo of list.photos) {
    const shot = shots.find((candidate) => candidate.id === photo.id);
    for (const name of ['thumb', 'grid'] as const) {
      const reply = await fetch(new URL(photo.renditions[name].url, url));
      expect(Buffer.from(await reply.arrayBuffer()).equals(shot?.[name].bytes ?? Buffer.of())).toBe(
        true,
      );
    }
  }
}

/** No file of the store is anything but whole. */
async function expectWholeBlobs(): Promise<void> {
  const blobs = path.join(folder, 'relay/blobs');
  for (const entry of await readdir(blobs, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(entry.name);
  }
}

test('kill -9 at any moment loses nothing that was acknowledged and serves nothing half', async () => {
  const shots: Shot[] = [];
  for (let shade = 1; shade <= PHOTOS; shade += 1) {
    shots.push({ ...(await announce(shade)), id: uuid(), acknowledged: false });
  }
  for (let kill = 0; kill < KILLS; kill += 1) {
    const relay = await spawnRelay(folder);
    const { url, sessionId } = await whenReady(relay);
    const delivering = deliverUntilItDies(url, sessionId, shots);
    await sleep(5 + Math.random() * 60);
    relay.child.kill('SIGKILL');
    await Promise.all([delivering, relay.ended]);
    await expectWholeBlobs();
  }

  const relay = await spawnRelay(folder);
  const { url, sessionId } = await whenReady(relay);
  await expectSound(url, sessionId, shots);
  await deliverUntilItDies(url, sessionId, shots);
  await expectSound(url, sessionId, shots);
  expect(shots.every((shot) => shot.acknowledged)).toBe(true);
  expect(await readdir(path.join(folder, 'relay/incoming'))).toEqual([]);
  relay.child.kill('SIGTERM');
  expect(await relay.ended).toBe(0);
}, 60_000);
