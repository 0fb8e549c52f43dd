import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { messageClient, takedownClient } from '@picture-live/shared/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, closePages, LAPTOP, launchBrowser, PHONE } from '../harness/browser.ts';
import { noisePicture } from '../harness/device.ts';
import { openGuest, write, type Guest } from '../harness/guest.ts';
import { startParty, type Party } from '../harness/party.ts';

const SWITCHES = {
  download: true,
  originals: false,
  comments: true,
  likes: true,
  guestUploads: false,
};

let party: Party;
let browser: Browser;

const open = (options = PHONE, address = party.gallery): Promise<Guest> =>
  openGuest(browser, address, options);

const likesOf = async (photoId: string): Promise<number> =>
  (await party.photos.photo(photoId)).likes ?? 0;

describe.skipIf(BROWSER === null)('a guest', () => {
  beforeAll(async () => {
    party = await startParty();
    await party.change({ switches: SWITCHES });
    for (let count = 0; count < 6; count += 1) await party.shoot({ photographer: 'Mara Holt' });
    browser = await launchBrowser();
  });
  afterEach(({ task }) => closePages(task, browser));
  afterAll(async () => {
    await browser.close();
    await party.stop();
  });

  it('likes a photo in a dead spot; the hosts see it once the network is back, and only once', async () => {
    const guest = await open();
    const [id = ''] = await guest.gallery.photoIds();
    await guest.gallery.openPhoto(id);
    await guest.like.click();
    await expect.poll(() => likesOf(id)).toBe(1);
    await guest.page.context().setOffline(true);
    await guest.like.click();
    await guest.like.click();
    await guest.like.click();
    expect(await guest.like.getAttribute('aria-pressed')).toBe('false');
    expect(await guest.like.textContent()).toBe('Like');
    await guest.like.click();
    expect(await likesOf(id)).toBe(1);
    await guest.page.keyboard.press('l');
    await guest.page.context().setOffline(false);
    await expect.poll(() => likesOf(id)).toBe(0);
    await guest.page.keyboard.press('l');
    await expect.poll(() => likesOf(id)).toBe(1);
    await guest.page.reload();
    await guest.page.locator('.like-mark').first().waitFor({ state: 'attached' });
    expect(await guest.like.getAttribute('aria-pressed')).toBe('true');
  });

  it('comments on a photo in a dead spot, and the others read it when the network is back', async () => {
    const guest = await open();
    const other = await open(LAPTOP);
    const [, id = ''] = await guest.gallery.photoIds();
    await guest.gallery.openPhoto(id);
    await guest.bar('Comment').click();
    await write(guest, 'That is us!', 'Li');
    await expect.poll(() => guest.sheet.locator('.is-outgoing').count()).toBe(0);
    await guest.page.context().setOffline(true);
    await write(guest, 'Send me this one, please');
    await guest.sheet.getByText('Waiting for the network').waitFor();
    // The phone is put away, and the gallery opened again where there is a network.
    await guest.page.goto('about:blank');
    await guest.page.context().setOffline(false);
    await guest.page.goto(party.gallery);
    await other.page.getByRole('button', { name: 'Messages, some are new' }).click();
    const texts = other.page.locator('.message-words');
    await expect
      .poll(() => texts.allTextContents())
      .toEqual(['That is us!', 'Send me this one, please']);
    await other.page.getByRole('button', { name: 'Show the photo' }).first().click();
    await other.gallery.viewed.waitFor();
    expect(other.page.url()).toContain(id);
    expect(other.errors).toEqual([]);
  });

  it('edits and deletes what they wrote, and sees who is writing', async () => {
    const [li, gerda] = [await open(LAPTOP), await open()];
    for (const guest of [li, gerda]) {
      await guest.page.getByRole('button', { name: /^Messages/ }).click();
    }
    await write(li, 'Helo', 'Li');
    await gerda.page.getByText('Helo').waitFor();
    await write(gerda, 'Hi Li', 'Gerda');
    const seesTyping = async (): Promise<number> => {
      await gerda.sheet.locator('textarea').press('x');
      return li.page.getByText('Gerda is writing').count();
    };
    await expect.poll(seesTyping).toBe(1);
    const own = li.page.locator('.message-item', { hasText: 'Helo' });
    await own.getByRole('button', { name: 'Change or delete' }).click();
    await own.getByRole('button', { name: 'Edit' }).click();
    await li.sheet.locator('textarea').fill('Hello');
    await li.sheet.getByRole('button', { name: 'Save' }).click();
    await gerda.page.getByText('Hello', { exact: true }).waitFor();
    const hello = li.page.locator('.message-item', { hasText: 'Hello' });
    await hello.getByRole('button', { name: 'Change or delete' }).click();
    await hello.getByRole('button', { name: 'Delete' }).click();
    await hello.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => gerda.page.getByText('Hello', { exact: true }).count()).toBe(0);
    expect([li.errors, gerda.errors]).toEqual([[], []]);
  });

  it('reads what the hosts announce, puts it away, and is not told again', async () => {
    const guest = await open();
    const owner = messageClient(party.call);
    const text = 'We cut the cake at nine';
    await owner.sendMessage(party.sessionId, { id: randomUUID(), text, announcement: true });
    const banner = guest.page.locator('.banner');
    await banner.getByText(text).waitFor();
    await banner.getByRole('button', { name: 'Put away' }).click();
    await guest.page.reload();
    await guest.gallery.live.waitFor();
    expect(await banner.count()).toBe(0);
    const late = await open();
    await late.page.locator('.banner').getByText(text).waitFor();
  });

  it('asks for a photo to go: it is gone for everybody at once, and the answer is told later', async () => {
    const other = await open();
    const guest = await open();
    const [, , id = ''] = await guest.gallery.photoIds();
    await guest.gallery.openPhoto(id);
    await guest.bar('More').click();
    await guest.sheet.getByText('Please remove this photo of me').click();
    await guest.sheet.getByLabel(/Why/).fill('My boss must not see this');
    await guest.sheet.getByRole('button', { name: 'Remove it now' }).click();
    await guest.sheet.getByText('The photo is hidden from everybody').waitFor();
    await expect.poll(() => other.gallery.photoIds()).not.toContain(id);
    await guest.sheet.getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => guest.page.url()).not.toContain(id);

    const requests = takedownClient(party.call);
    const [request] = (await requests.takedowns(party.sessionId, { state: 'open' })).takedowns;
    expect(request).toMatchObject({ photoId: id, reason: 'My boss must not see this' });
    await requests.decideTakedown(request?.id ?? '', {
      decision: 'refused',
      note: 'Only your hat',
    });
    const banner = guest.page.getByRole('region', { name: /asked to be removed/ });
    await banner
      .getByText('decided to show it again. “Only your hat”')
      .waitFor({ state: 'attached' });
    await guest.page.goto(party.gallery);
    await banner.getByRole('button', { name: 'Put away' }).click();
    await guest.page.reload();
    await guest.gallery.live.waitFor();
    expect(await banner.count()).toBe(0);
  });

  it('who is zoomed into a photo that is taken back goes on to the next one', async () => {
    const id = await party.shoot();
    const guest = await open(LAPTOP);
    await guest.gallery.cell(id).waitFor();
    const [, next = ''] = await guest.gallery.photoIds();
    const rest = await guest.gallery.openPhoto(id);
    const { viewed } = guest.gallery;
    expect(await guest.gallery.zoomWith(() => viewed.click())).toBeGreaterThan(rest * 1.5);
    await party.photos.deletePhoto(id);
    await guest.page.getByText('That photo has just been taken back.').waitFor();
    await expect.poll(() => guest.page.url()).toContain(next);
    expect(await guest.page.locator(`img[src*="${id}"]`).count()).toBe(0);
    await guest.gallery.viewerAtRest();
    await guest.page.keyboard.press('Escape');
    await expect.poll(() => guest.gallery.viewer.count()).toBe(0);
    expect(guest.errors).toEqual([]);
  });

  it('passes on the link of one photo, which opens at it and has a card', async () => {
    const id = await party.shoot();
    await party.photos.changePhoto(id, { caption: 'The first dance' });
    const guest = await open(LAPTOP);
    await guest.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await guest.gallery.openPhoto(id);
    await guest.bar('Share').click();
    await guest.page.getByText('Link copied').waitFor();
    const link = await guest.page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${party.gallery}/p/${id}`);
    const card = await (await fetch(link)).text();
    expect(card).toContain(`<meta property="og:image" content="${party.origin}/media/${id}/`);
    expect(card).toContain('<meta property="og:description" content="The first dance">');
    const other = await open(PHONE, link);
    await other.gallery.viewed.waitFor();
    await other.gallery.viewer.getByText('The first dance').waitFor();
    expect(other.page.url()).toBe(`${party.gallery}#p=${id}`);
    await party.photos.deletePhoto(id);
    await expect.poll(() => other.page.url()).not.toContain(id);
    expect((await fetch(link)).status).toBe(410);
    expect(other.errors).toEqual([]);
  });

  it('saves a photo into the library of the phone, and as a file on a laptop', async () => {
    const phone = await open();
    await phone.page.evaluate(() => {
      navigator.canShare = () => true;
      navigator.share = async (data) => {
        const file = data?.files?.[0];
        document.title = `${file?.name} ${file?.type}`;
      };
    });
    const [id = ''] = await phone.gallery.photoIds();
    await phone.gallery.openPhoto(id);
    await phone.bar('Save').click();
    await expect.poll(() => phone.page.title()).toMatch(/^anna-li.*\.jpg image\/jpeg$/);

    const laptop = await open(LAPTOP);
    await laptop.gallery.openPhoto(id);
    const saved = laptop.page.waitForEvent('download');
    await laptop.page.keyboard.press('s');
    expect((await saved).suggestedFilename()).toMatch(/^anna-li.*\.jpg$/);
    await expect.poll(async () => (await party.photos.photo(id)).downloads).toBe(2);
  });

  it('takes the original along where the hosts give it away', async () => {
    const id = await party.shoot();
    const original = await noisePicture(1_800, 1_200, 300_000);
    await party.device.upload(original);
    await party.device.keepOriginal(id, 1, original);
    const guest = await open(LAPTOP, `${party.gallery}/p/${id}`);
    await guest.gallery.viewed.waitFor();
    await guest.bar('More').click();
    await guest.sheet.getByText('Copy the link').waitFor();
    const offer = guest.sheet.getByRole('button', { name: /^Save the original \([\d.]+ [kM]B\)$/ });
    expect(await offer.count()).toBe(0);
    await party.change({ switches: { ...SWITCHES, originals: true } });
    const saved = guest.page.waitForEvent('download');
    await offer.click();
    const file = await (await saved).path();
    expect(await readFile(file)).toEqual(original.bytes);
    await party.change({ switches: SWITCHES });
  });

  it('is offered nothing that the hosts have switched off, from that moment on', async () => {
    const guest = await open();
    const [id = ''] = await guest.gallery.photoIds();
    await guest.gallery.openPhoto(id);
    const names = (): Promise<string[]> => guest.page.locator('.viewer-button').allTextContents();
    expect(await names()).toHaveLength(5);
    const off = { ...SWITCHES, likes: false, comments: false, download: false };
    await party.change({ switches: off });
    await expect.poll(names).toEqual(['Share', 'More']);
    await party.change({ switches: SWITCHES });
    await expect.poll(names).toHaveLength(5);
  });

  it.each([
    ['phone', PHONE],
    ['laptop', LAPTOP],
  ])('can do all of it with a screen reader and the keyboard, on a %s', async (_name, options) => {
    const text = 'Welcome!';
    await messageClient(party.call).sendMessage(party.sessionId, { id: randomUUID(), text });
    const guest = await open({ ...options, reducedMotion: 'reduce' });
    const { page, gallery, sheet } = guest;
    await page.getByRole('button', { name: /^Messages/ }).click();
    await sheet.locator('.message-item').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const [id = ''] = await gallery.photoIds();
    await gallery.openPhoto(id);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('m');
    await sheet.getByText('Copy the link').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await sheet.getByText('Please remove').click();
    await sheet.getByLabel(/Why/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await gallery.viewer.count()).toBe(1);
    await page.keyboard.press('c');
    await sheet.getByLabel('Your name').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => gallery.viewer.count()).toBe(0);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-photo-id')))
      .toBe(id);
  });
});
