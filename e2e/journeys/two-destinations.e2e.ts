import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { cloudAway } from '../faults/two-destinations.ts';
import { BROWSER, launchBrowser, openPage, PHONE } from '../harness/browser.ts';
import { photograph } from '../harness/frames.ts';
import { openGallery } from '../harness/gallery.ts';
import { startHeadless } from '../harness/headless.ts';
import { startTwoDestinations, type TwoDestinations } from '../harness/two-destinations.ts';
import { until } from '../harness/until.ts';

/* A venue whose internet is gone for a while: its own gallery goes on, the cloud catches up. */

let stage: TwoDestinations;
let browser: Browser | null = null;
beforeAll(async () => {
  stage = await startTwoDestinations();
  if (BROWSER !== null) browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await stage.stop();
});

/** A picture of each state, where somebody wants to look at them. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['DESTINATION_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

async function shoot(seed: number): Promise<{ name: string; id: string }> {
  const frame = await photograph(seed);
  await writeFile(path.join(stage.hotFolder, frame.name), frame.bytes);
  return stage.tether.waitForShot(frame.name, ({ state }) => state === 'live');
}

const everywhere = (name: string, tether = stage.tether) =>
  tether.waitForShot(
    name,
    ({ places = [] }) => places.length === 2 && places.every((one) => one.published !== null),
  );
const cloudIs = (state: string) =>
  until(`the cloud to be ${state}`, async () => (await stage.cloudView()).state === state);

it.skipIf(BROWSER === null)(
  'the venue’s gallery goes on without internet, and the cloud has everything once afterwards',
  async () => {
    if (browser === null) throw new Error('There is no browser.');
    const { page } = await openPage(browser, PHONE);
    const guest = await openGallery(page, await stage.galleryOf(stage.venue));
    const { page: far } = await openPage(browser, PHONE);
    const cloudGuest = await openGallery(far, await stage.galleryOf(stage.cloud));
    const { page: ui } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    await ui.goto(stage.tetherUrl);

    const first = await shoot(1);
    const second = await shoot(2);
    await everywhere(first.name);
    await everywhere(second.name);
    await cloudGuest.picture(second.id).waitFor();
    await ui.getByText('Everything is there').first().waitFor();
    await picture(ui, '1-both-live');

    stage.link.become('cut');
    const third = await shoot(3);
    await cloudIs('offline');
    await guest.picture(third.id).waitFor();
    // Taken back: one that both have, and one that the cloud has never heard of.
    for (const { id } of [first, third]) {
      await stage.tether.call('wishShots', { shotIds: [id], wish: { retracted: true } });
      await guest.cell(id).waitFor({ state: 'detached' });
    }
    const fourth = await shoot(4);
    await ui.getByText(/is offline: 1 photo/).waitFor();
    await picture(ui, '2-cloud-away');
    expect(await accessibilityProblems(ui)).toEqual([]);
    expect(await stage.cloudView()).toMatchObject({ backlog: { photos: 1 }, telling: 2, live: 1 });

    await stage.killEngine();
    const fifth = await shoot(5);
    await guest.picture(fifth.id).waitFor();
    stage.link.become('open');
    await everywhere(fourth.name);
    await cloudGuest.picture(fourth.id).waitFor();
    await cloudGuest.picture(fifth.id).waitFor();
    await cloudGuest.cell(first.id).waitFor({ state: 'detached' });
    await until('the cloud to be told everything', async () => {
      const { telling, backlog } = await stage.cloudView();
      return telling === 0 && backlog.bytes === 0;
    });

    const left = [fifth.id, fourth.id, second.id].toSorted();
    for (const relay of [stage.venue, stage.cloud]) {
      const photos = await relay.photos();
      expect(photos.map(({ id }) => id).toSorted()).toEqual(left);
      const feed = await relay.feed();
      expect(feed.map(({ seq }) => seq)).toEqual(feed.map((_event, index) => index + 1));
      const fresh = feed.flatMap((event) => (event.type === 'new_photo' ? [event.photo.id] : []));
      expect(new Set(fresh).size).toBe(fresh.length);
      const isToldOfThird = JSON.stringify(feed).includes(third.id);
      expect(isToldOfThird, 'what was taken back before never comes to the cloud').toBe(
        relay === stage.venue,
      );
    }
  },
);

it.skipIf(BROWSER === null)('either gallery has its own code to scan', async () => {
  if (browser === null) throw new Error('There is no browser.');
  const { page: ui, errors } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
  await ui.goto(stage.tetherUrl);
  await ui.getByRole('button', { name: 'QR code', exact: true }).click();
  const address = async () => (await ui.locator('.qr-link').innerText()).trim();
  const main = await address();
  await ui.getByRole('group', { name: 'Which gallery' }).getByRole('button').last().click();
  expect(await address()).toBe(
    (await stage.galleryOf(stage.cloud)).replace(stage.cloud.origin, stage.link.url),
  );
  expect(await address()).not.toBe(main);
  await picture(ui, '3-share');
  await ui.keyboard.press('Escape');
  await ui.keyboard.press(',');
  await ui.getByRole('button', { name: /^Remove This laptop/ }).waitFor();
  await picture(ui, '4-settings');
  expect(await accessibilityProblems(ui)).toEqual([]);
  await ui.getByRole('button', { name: /^Remove This laptop/ }).click();
  await ui.getByRole('button', { name: 'Undo' }).waitFor();
  await picture(ui, '5-removed');
  expect((await stage.tether.status()).destinations).toBeUndefined();
  const missed = await shoot(6);
  await ui.getByRole('button', { name: 'Undo' }).click();
  await everywhere(missed.name);
  expect(errors).toEqual([]);
});

it.skipIf(BROWSER === null)(
  'a second relay is set up by clicks, as the laptop it was',
  async () => {
    if (browser === null) throw new Error('There is no browser.');
    await stage.tether.call('removeDestination', null);
    const { page: ui, errors } = await openPage(browser, {
      viewport: { width: 1280, height: 800 },
    });
    await ui.goto(stage.tetherUrl);
    await ui.getByRole('button', { name: 'QR code', exact: true }).waitFor();
    await ui.keyboard.press(',');
    await ui.getByRole('button', { name: 'Deliver to a second relay…' }).click();
    await ui.getByLabel('Address').fill(`${stage.link.url}/g/whatever`);
    await picture(ui, '6-second-relay');
    expect(await accessibilityProblems(ui)).toEqual([]);
    await ui.getByRole('button', { name: 'Connect' }).click();
    await ui.getByText('This relay knows this laptop already.').waitFor();
    await ui.getByRole('button', { name: 'Continue' }).click();
    await ui.getByText('Which session there?').waitFor();
    await picture(ui, '7-second-session');
    await ui.getByRole('button', { name: /^A shoot/ }).click();
    await ui.getByRole('region', { name: 'Where photos go' }).waitFor();
    const shot = await shoot(9);
    await everywhere(shot.name);
    expect(errors).toEqual([]);
  },
);

it('what waits for the cloud goes there while another session is current, which has this laptop’s relay for its second', async () => {
  stage.link.become('cut');
  const waiting = await shoot(7);
  await stage.tether.call('openSetup', { step: 'relay' });
  await stage.tether.call('chooseRelay', { url: stage.cloud.origin });
  const { email, password } = stage.owner;
  await stage.tether.call('logIn', { email, password });
  await stage.tether.call('createSession', { title: 'The party' });
  await stage.tether.call('closeSetup', null);
  stage.link.become('open');
  await until('the cloud to have what was left', async () =>
    (await stage.cloud.photos()).some(({ id }) => id === waiting.id),
  );

  await stage.tether.call('openSetup', { step: 'relay', second: true });
  const own = (await stage.tether.status()).desk?.setup?.ownRelay ?? '';
  expect(own).toBe(stage.venue.origin);
  await stage.tether.call('chooseRelay', { url: own });
  await stage.tether.call('chooseSession', { sessionId: stage.venue.sessionId });
  const { session, destinations } = await stage.tether.status();
  expect(session.title).toBe('The party');
  expect(destinations?.map(({ relayUrl }) => relayUrl)).toEqual([stage.cloud.origin, own]);
});

it('a mini-PC delivers to two relays by its file', async () => {
  const folder = path.join(stage.scratch, 'mini-pc');
  await mkdir(folder);
  for (const name of ['venue', 'cloud'] as const) {
    await writeFile(path.join(folder, `${name}-token`), stage.tokens[name]);
  }
  const settings = {
    dataDir: 'data',
    relay: stage.venue.origin,
    deviceTokenFile: 'venue-token',
    second: { relay: stage.link.url, deviceTokenFile: 'cloud-token' },
    hotFolders: ['hot'],
    createFolders: true,
    tether: { port: 0 },
  };
  const file = path.join(folder, 'config.json');
  await writeFile(file, JSON.stringify(settings));
  let miniPc = await startHeadless(['--config', file]);
  try {
    await miniPc.says(/Delivering to .* as well/);
    const frame = await photograph(8);
    await writeFile(path.join(folder, 'hot', frame.name), frame.bytes);
    await everywhere(frame.name, miniPc.tether);
    await miniPc.stop();
    miniPc = await startHeadless(['--config', file]);
    await miniPc.says(/Delivering to .* as well/);
    expect((await miniPc.tether.status()).destinations, 'and asks nothing again').toHaveLength(2);
  } finally {
    await miniPc.stop();
  }
});

it('every frame of a shoot is at both once, although the cloud comes and goes and the engine dies', async () => {
  const { problems } = await cloudAway({ frames: 6, kills: 2, seed: 42, short: true });
  expect(problems).toEqual([]);
});
