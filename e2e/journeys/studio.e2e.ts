import path from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, LAPTOP, openPage, PHONE, type WatchedPage } from '../harness/browser.ts';
import { photograph } from '../harness/frames.ts';
import { writeAtOnce } from '../harness/file-writers.ts';
import { setStage } from '../harness/stage.ts';

const stage = setStage();
const anna = { email: 'anna@example.com', password: 'a long password' };

interface Studio extends WatchedPage {
  button: (name: string | RegExp) => Locator;
  tab: (name: string) => Locator;
}

async function openStudio(options: BrowserContextOptions, place = ''): Promise<Studio> {
  const watched = await openPage(stage.browser, options);
  await watched.page.goto(`${stage.product.ready.relay}/studio${place}`);
  return withParts(watched);
}

function withParts(watched: WatchedPage): Studio {
  const { page } = watched;
  return {
    ...watched,
    button: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }),
    tab: (name) => page.locator('.tabs').getByRole('link', { name }),
  };
}

async function logIn({ page, button }: Studio): Promise<void> {
  await page.getByLabel('E-mail address').fill(anna.email);
  await page.getByLabel('Password', { exact: true }).fill(anna.password);
  await button('Log in').click();
  await page.getByRole('heading', { name: 'Sessions', exact: true }).waitFor();
}

const card = (page: Page, title: string): Locator =>
  page.locator('.session-card', { hasText: title });

async function cardMenu(page: Page, title: string, item: string): Promise<void> {
  await card(page, title).getByRole('button', { name: 'What to do with' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

describe.skipIf(BROWSER === null)('a studio owner', () => {
  beforeAll(async () => {
    const { bytes, name } = await photograph(1);
    await writeAtOnce(path.join(stage.product.hotFolder, name), bytes);
    await stage.relay.waitForComplete(1);
  });

  it('makes the first account on this computer and finds the session that is there', async () => {
    const { page, button, errors } = await openStudio(LAPTOP);
    await page.getByLabel('Your name').fill('Anna');
    await page.getByLabel('E-mail address').fill(anna.email);
    await page.getByLabel('Choose a password').fill('short');
    await button('Make the account').click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Choose a password').fill(anna.password);
    expect(await accessibilityProblems(page)).toEqual([]);
    await button('Make the account').click();
    await page.locator('.session-card img').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('makes a session with a code on a phone, and guests get in with it', async () => {
    const studio = await openStudio(PHONE);
    const { page, button, tab, errors } = studio;
    expect(await accessibilityProblems(page)).toEqual([]);
    await logIn(studio);
    await button('New session').click();
    await page.getByLabel('Name').fill('Summer party');
    await page.getByLabel('Link and code').check();
    const code = await page.getByLabel('Access code').inputValue();
    expect(await accessibilityProblems(page)).toEqual([]);
    await button('Create the session').click();
    await page.getByRole('heading', { name: 'Summer party' }).waitFor();
    await page.getByText(code).waitFor();
    expect(await tab('Access').getAttribute('aria-current')).toBe('page');
    const link = await page.locator('.link-line').first().textContent();

    const { page: guest } = await openPage(stage.browser, PHONE);
    await guest.goto(link ?? '');
    await guest.getByLabel('Access code').fill(code.toUpperCase());
    await guest.getByRole('button', { name: 'Open' }).click();
    await guest.locator('.live.is-live').waitFor();

    await page.getByRole('switch', { name: 'Like photos' }).click();
    await page.getByText('“Like photos” is on.').waitFor();
    await button('Undo').click();
    await expect
      .poll(() => page.getByRole('switch', { name: 'Like photos' }).isChecked())
      .toBe(false);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('tries a look out, and guests see it once it is saved', async () => {
    const studio = await openStudio(LAPTOP);
    const { page, button, tab, errors } = studio;
    await logIn(studio);
    await page
      .locator('.session-card', { has: page.locator('img') })
      .locator('a')
      .first()
      .click();
    await tab('Look').click();
    const guest = await openPage(stage.browser, PHONE);
    await guest.page.goto(stage.product.ready.gallery);
    await guest.page.locator('.live.is-live').waitFor();

    const preview = page.frameLocator('iframe');
    await page.getByLabel('Title of the session').fill('Anna & Li');
    await page.getByLabel('Welcome text').fill('So glad you came');
    await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('#ffe14d');
    await button('Choose a photo').click();
    await page.getByRole('button', { name: /^Photo / }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'logo.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z"/></svg>',
      ),
    });
    await page.getByText('The logo is in the gallery.').waitFor();
    await preview.getByText('So glad you came').waitFor();
    await preview.locator('.welcome-cover').waitFor();
    await page.getByText('Too faint on light ground').waitFor();
    expect(await guest.page.title()).not.toBe('Anna & Li');
    expect(await accessibilityProblems(page)).toEqual([]);
    await button('Save').click();
    await page.getByText('Guests see it now.').waitFor();

    await guest.page.getByText('So glad you came').waitFor();
    await guest.page.locator('.welcome-logo').waitFor();
    await expect.poll(() => guest.page.title()).toBe('Anna & Li');
    const logo = await guest.page.locator('.welcome-logo').getAttribute('src');
    const reply = await fetch(new URL(logo ?? '', stage.product.ready.relay));
    expect(await sharp(Buffer.from(await reply.arrayBuffer())).metadata()).toMatchObject({
      format: 'png',
      width: 960,
    });
    expect([...errors, ...guest.errors]).toEqual([]);
  });

  it('is told when somebody else has changed the same words meanwhile', async () => {
    const [first, second] = [await openStudio(LAPTOP), await openStudio(LAPTOP)];
    for (const one of [first, second]) {
      await logIn(one);
      await card(one.page, 'Summer party').locator('a').first().click();
      await one.tab('Look').click();
    }
    const title = (one: Studio): Locator => one.page.getByLabel('Title of the session');
    await title(second).fill('Garden party');
    await title(first).fill('Autumn party');
    await first.button('Save').click();
    await second.page.getByText('Somebody else has changed this to “Autumn party”').waitFor();
    expect(await second.button('Save').isDisabled()).toBe(true);
    await second.button('Take theirs').click();
    expect(await title(second).inputValue()).toBe('Autumn party');
  });

  it('archives, deletes and restores a session, and guests are shut out and let in', async () => {
    const studio = await openStudio(LAPTOP);
    const { page, button, errors } = studio;
    await logIn(studio);
    const gallery = async (): Promise<number> => (await fetch(stage.product.ready.gallery)).status;
    await cardMenu(page, 'Anna & Li', 'End and archive');
    await expect.poll(gallery).toBe(410);
    await page.getByRole('link', { name: /^Archive/ }).click();
    await card(page, 'Anna & Li').waitFor();
    await cardMenu(page, 'Anna & Li', 'Open again for guests');
    await expect.poll(gallery).toBe(200);
    await page.getByRole('link', { name: /^Active/ }).click();
    await cardMenu(page, 'Anna & Li', 'Delete');
    await page.getByText(/“Anna & Li” is in the bin. It can be taken back until/).waitFor();
    await expect.poll(gallery).toBe(404);
    await page.getByRole('link', { name: /^Bin/ }).click();
    expect(await accessibilityProblems(page)).toEqual([]);
    await card(page, 'Anna & Li').getByRole('button', { name: 'Restore' }).click();
    await expect.poll(gallery).toBe(200);
    await button('Undo').last().click();
    await expect.poll(gallery).toBe(404);
    await card(page, 'Anna & Li').getByRole('button', { name: 'Restore' }).click();
    await expect.poll(gallery).toBe(200);
    expect(errors).toEqual([]);
  });

  it('stays logged in when a page is opened anew, and logs out in every tab', async () => {
    const first = await openStudio(LAPTOP, '/sessions?show=archived');
    await logIn(first);
    const { relay } = stage.product.ready;
    await first.page.goto(`${relay}/studio/sessions`);
    await first.page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await first.page.goto(`${relay}/studio/nowhere`);
    await first.page.getByText('There is nothing here').waitFor();
    expect(await accessibilityProblems(first.page)).toEqual([]);
    const tab = await first.page.context().newPage();
    await tab.goto(`${relay}/studio/sessions`);
    await tab.getByRole('heading', { name: 'Sessions' }).waitFor();
    await first.button('Log out').click();
    await first.page.getByRole('menuitem', { name: 'Log out here' }).click();
    await tab.getByText('You have been logged out').waitFor();
    await first.page.getByRole('heading', { name: 'Log in to the studio' }).waitFor();
    await tab.reload();
    await tab.getByRole('heading', { name: 'Log in to the studio' }).waitFor();
    await tab.goto(`${relay}/studio/join#a-code`);
    await tab.getByRole('heading', { name: 'You have been invited' }).waitFor();
    expect(await accessibilityProblems(tab)).toEqual([]);
  });
});
