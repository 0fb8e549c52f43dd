import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EngineStatus } from '@picture-live/desktop/bridge';
import { PublicSession } from '@picture-live/shared/protocol';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BROWSER, launchBrowser, openPage, PHONE } from '../harness/browser.ts';
import { edited, photograph, type Frame } from '../harness/frames.ts';
import { openGallery } from '../harness/gallery.ts';
import { startPair, type Pair } from '../harness/pair.ts';
import { until } from '../harness/until.ts';

let pair: Pair;
let browser: Browser | null = null;
beforeAll(async () => {
  pair = await startPair();
  if (BROWSER !== null) browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await pair.stop();
});

const UPLINK: EngineStatus['uplink']['settings'] = {
  paused: false,
  order: 'newest',
  cap: null,
  metered: false,
  originals: 'never',
};

async function shoot(seed: number): Promise<Frame & { shotId: string }> {
  const frame = await photograph(seed);
  await writeFile(path.join(pair.hotFolder, frame.name), frame.bytes);
  const { id } = await pair.tether.waitForShot(frame.name, (shot) => shot.state === 'live');
  return { ...frame, shotId: id };
}

const liveIds = async (): Promise<string[]> => (await pair.relay.photos()).map(({ id }) => id);
const told = (name: string) =>
  pair.tether.waitForShot(name, ({ said }) => said !== undefined && !said.pending);

async function galleryAddress(): Promise<string> {
  const { origin, sessionId } = pair.relay;
  const reply = await fetch(`${origin}/api/sessions/${sessionId}`);
  return `${origin}/g/${PublicSession.parse(await reply.json()).slug}`;
}

it.skipIf(BROWSER === null)(
  'takes a photo back from a guest’s page, counts it, and restores it',
  async () => {
    const { name, shotId } = await shoot(1);
    if (browser === null) throw new Error('There is no browser.');
    const { page } = await openPage(browser, PHONE);
    const gallery = await openGallery(page, await galleryAddress());
    await gallery.cell(shotId).waitFor();
    await pair.tether.call('wishShots', { shotIds: [shotId], wish: { retracted: true } });
    await gallery.cell(shotId).waitFor({ state: 'detached' });
    const shot = await pair.tether.waitForShot(name, ({ removal }) => removal?.gone === 1);
    expect(shot).toMatchObject({ state: 'retracted', removal: { gone: 1, screens: 1 } });
    const wish = { retracted: false, caption: 'The cake', tag: ['cake'], featured: true };
    await pair.tether.call('wishShots', { shotIds: [shotId], wish });
    await gallery.cell(shotId).waitFor();
    const [photo] = await pair.relay.photos();
    expect(photo).toMatchObject({ caption: 'The cake', tags: ['cake'], featured: true });
  },
);

it('takes a photo back that was retracted offline, over a kill -9, and no new version brings it out', async () => {
  const { name, shotId, bytes } = await shoot(2);
  pair.link.become('cut');
  await pair.tether.call('wishShots', { shotIds: [shotId], wish: { retracted: true } });
  await pair.tether.waitForShot(
    name,
    ({ state, said }) => state === 'retracted' && said?.pending === true,
  );
  await writeFile(path.join(pair.hotFolder, name), await edited(bytes));
  await pair.tether.waitForShot(name, ({ revision }) => revision === 2);
  await pair.killEngine();
  pair.link.become('open');
  await told(name);
  expect(await liveIds()).not.toContain(shotId);
  await pair.tether.call('wishShots', { shotIds: [shotId], wish: { retracted: false } });
  const back = await until('the new version to be live', async () =>
    (await pair.relay.photos()).find(({ id }) => id === shotId),
  );
  expect(back.revision).toBe(2);
});

it('sends nothing in a pause, and says how much waits', async () => {
  await pair.tether.call('setUplink', { ...UPLINK, paused: true });
  const frame = await photograph(3);
  await writeFile(path.join(pair.hotFolder, frame.name), frame.bytes);
  const { id } = await pair.tether.waitForShot(frame.name, ({ state }) => state === 'queued');
  expect((await pair.tether.status()).uplink).toMatchObject({ backlog: { photos: 1 } });
  expect(await liveIds()).not.toContain(id);
  await pair.tether.call('setUplink', { ...UPLINK, cap: 2_000_000 });
  await pair.tether.waitForShot(frame.name, ({ state }) => state === 'live');
});

it('leaves the large picture for later over a metered line', async () => {
  await pair.tether.call('setUplink', { ...UPLINK, metered: true });
  const { shotId } = await shoot(4);
  const isWhole = async (): Promise<boolean> =>
    (await pair.relay.photos()).find(({ id }) => id === shotId)?.renditions.full !== undefined;
  expect(await isWhole()).toBe(false);
  await pair.tether.call('setUplink', UPLINK);
  await until('the large picture to follow', isWhole);
});

it('brings the originals when nothing else has to go out, proven like everything that leaves', async () => {
  const { shotId, bytes } = await shoot(5);
  await pair.tether.call('setUplink', { ...UPLINK, originals: 'always' });
  const original = await until('the original to be there', async () => {
    const photos = await pair.relay.photos();
    return photos.find(({ id }) => id === shotId)?.original;
  });
  const { autoOrient } = await sharp(bytes).metadata();
  expect(original).toMatchObject(autoOrient);
  await until('the laptop to have counted all of them', async () => {
    const { originals } = await pair.tether.status();
    return originals?.waiting === 0 && originals.failed === 0;
  });
  // Nobody gets it before the session's owner allows it.
  const taken = await fetch(`${pair.relay.origin}/api/photos/${shotId}/original`);
  expect(taken.status).toBe(401);
  await pair.tether.call('setUplink', UPLINK);
});
