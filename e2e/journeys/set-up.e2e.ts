import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deviceClient } from '@picture-live/shared/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerOwner, type Owner } from '../harness/account.ts';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, launchBrowser, openPage } from '../harness/browser.ts';
import { photograph } from '../harness/frames.ts';
import { openGallery } from '../harness/gallery.ts';
import { newDeviceToken, startRelay, type Part } from '../harness/parts.ts';
import { startHeadless, type Headless } from '../harness/headless.ts';
import { temporaryFolder } from '../harness/project.ts';
import { viewRelay } from '../harness/relay-view.ts';

/* From an empty data folder to the first photo on a relay that is somewhere else. */

let scratch: Awaited<ReturnType<typeof temporaryFolder>>;
let relay: Part<{ port: number }> | undefined;
let relayUrl: string;
let owner: Owner;
let laptop: Headless | undefined;

beforeAll(async () => {
  scratch = await temporaryFolder('set-up');
  const dataDir = path.join(scratch.path, 'relay');
  relay = await startRelay({ dataDir, deviceToken: newDeviceToken(), port: 0 });
  relayUrl = `http://127.0.0.1:${relay.ready.port}`;
  owner = await registerOwner(relayUrl);
  laptop = await startHeadless(['--data-dir', path.join(scratch.path, 'laptop', 'data')]);
});
afterAll(async () => {
  await laptop?.stop();
  await relay?.stop();
  await scratch.remove();
});

/** A picture of each step, where somebody wants to look at them. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SETUP_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

it.skipIf(BROWSER === null)('a photographer is set up by clicks and a code', async () => {
  const wedding = await owner.createSession('Anna & Li');
  const browser = await launchBrowser();
  try {
    const { page, errors } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    await page.goto(laptop?.url ?? '');
    await page.getByLabel('Address').fill(`${relayUrl.replace('http://', '')}/g/whatever`);
    await picture(page, '1-relay');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Connect' }).click();

    await page.getByRole('button', { name: 'Get a code' }).click();
    const userCode = await page.getByRole('status', { name: 'Code' }).innerText();
    await picture(page, '2-pair');
    expect(await accessibilityProblems(page)).toEqual([]);
    await deviceClient(owner.auth.call).approvePairing({ userCode, sessionIds: [wedding.id] });

    await page.getByText('What are you shooting?').waitFor();
    await page.getByLabel('E-mail').fill(owner.email);
    await picture(page, '3-session');
    await page.getByLabel('Password').fill(owner.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByLabel('Its name').fill('Rehearsal');
    await picture(page, '3-session-new');
    await page.getByRole('button', { name: 'Create' }).click();

    await page
      .getByRole('button', { name: /hot-folders/ })
      .first()
      .click();
    const folder = await page.locator('.folder-path').innerText();
    await picture(page, '4-folders');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('How shall the photos look?').waitFor();
    await picture(page, '5-recipe');
    await page.getByRole('button', { name: 'Continue' }).click();

    await page.getByText('Waiting for the first photo').waitFor();
    const frame = await photograph(1);
    await writeFile(path.join(folder, frame.name), frame.bytes);
    await page.getByText('It is live').waitFor();
    await picture(page, '6-test');
    expect(await accessibilityProblems(page)).toEqual([]);
    const gallery = (await page.locator('.qr-link').innerText()).trim();
    expect(new URL(gallery).origin).toBe(relayUrl);
    const { page: guest } = await openPage(browser, {});
    await openGallery(guest, gallery);
    await guest.locator('img').first().waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Rehearsal' }).waitFor();
    await page.keyboard.press(',');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await picture(page, '7-settings');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
  }
});

it('a mini-PC is set up by a file and the code in its journal', async () => {
  const session = await owner.createSession('Booth');
  const hotFolder = path.join(scratch.path, 'booth');
  const file = path.join(scratch.path, 'booth.json');
  const settings = {
    dataDir: './booth-data',
    relay: relayUrl,
    session: session.slug,
    hotFolders: [{ path: hotFolder, photographer: 'Jané', tag: 'Booth' }],
    createFolders: true,
    recipe: { copyright: '© Studio' },
    tether: { port: 0 },
  };
  await writeFile(file, JSON.stringify(settings));
  let booth = await startHeadless(['--config', file]);
  try {
    const [, userCode = ''] = await booth.says(/enter ([A-Z]{4}-[A-Z]{4}) at/i);
    await deviceClient(owner.auth.call).approvePairing({ userCode, sessionIds: [session.id] });
    await booth.says(/Working for “Booth”/);
    const frame = await photograph(2);
    await writeFile(path.join(hotFolder, frame.name), frame.bytes);
    const shot = await booth.tether.waitForShot(frame.name, ({ state }) => state === 'live');
    expect(shot).toMatchObject({ photographer: 'Jané', folderTag: 'Booth' });
    const view = viewRelay(relayUrl, session.id);
    expect(await view.photos()).toMatchObject([
      { id: shot.id, photographer: 'Jané', tags: ['Booth'] },
    ]);

    await booth.stop();
    booth = await startHeadless(['--config', file]);
    expect((await booth.tether.status()).session.id, 'and asks nothing again').toBe(session.id);
  } finally {
    await booth.stop();
  }
});

it('a wrong command is answered with one sentence and code 2', async () => {
  const failed = await startHeadless(['--what']).catch((error: unknown) => String(error));
  expect(failed).toMatch(/code 2: .*--help/);
});
