import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import {
  BROWSER,
  closePages,
  LAPTOP,
  launchBrowser,
  openPage,
  PHONE,
  type WatchedPage,
} from '../harness/browser.ts';
import { photograph } from '../harness/frames.ts';
import { openGallery, type Gallery } from '../harness/gallery.ts';
import { addLongDay } from '../harness/long-day.ts';
import { startParty, type Party } from '../harness/party.ts';
import { hashesTaken, hashIn } from '../harness/taken-along.ts';
import { until } from '../harness/until.ts';

const HOUR = 3_600_000;
/** Two in the afternoon, wherever the test runs: the browser has the same clock. */
const TWO = new Date(2026, 10, 21, 14, 0).getTime();

let party: Party;
let browser: Browser;
const annas: string[] = [];
const jos: string[] = [];

async function open(
  options: BrowserContextOptions,
  address = party.gallery,
): Promise<{ gallery: Gallery; watched: WatchedPage; page: Page }> {
  const watched = await openPage(browser, options);
  return { gallery: await openGallery(watched.page, address), watched, page: watched.page };
}

const openPanel = (page: Page, name: string): Promise<void> =>
  page.getByRole('banner').getByRole('button', { name }).click();
const panel = (page: Page) => page.getByRole('dialog');
const scrollTop = (page: Page): Promise<number> => page.evaluate(() => window.scrollY);

describe.skipIf(BROWSER === null)('a guest at the gallery', () => {
  beforeAll(async () => {
    party = await startParty();
    // What is scrolled is scrolled at once: a glide is cut short by whatever comes in meanwhile.
    browser = await launchBrowser(['--disable-smooth-scrolling']);
    await party.change({ switches: { download: true, guestUploads: true, likes: true } });
    for (let hour = 0; hour < 4; hour += 1) {
      for (const [minute, photographer, ids] of [
        [10, 'Anna', annas],
        [40, 'Jo', jos],
      ] as const) {
        const capturedAt = TWO + hour * HOUR + minute * 60_000;
        const tags = hour === 1 ? ['cake'] : [];
        ids.push(await party.shoot({ capturedAt, photographer, tags }));
      }
    }
  });
  afterEach(({ task }) => closePages(task, browser));
  afterAll(async () => {
    await browser.close();
    await party.stop();
  });

  it('finds the photos of one photographer, shares that, and sees new ones come in', async () => {
    const { gallery, page, watched } = await open(PHONE);
    await openPanel(page, 'Find photos');
    await panel(page).getByRole('button', { name: 'Jo 4' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await panel(page).getByRole('button', { name: 'Jo 4' }).click();
    await panel(page).getByRole('button', { name: 'cake 1' }).waitFor();
    await panel(page).getByRole('button', { name: 'Show 4 photos' }).click();
    await expect.poll(() => gallery.photoIds()).toEqual(jos.toReversed());
    expect(new URL(page.url()).search).toBe('?photographer=Jo');

    const sharedWith = await open(LAPTOP, page.url());
    await expect.poll(() => sharedWith.gallery.photoIds()).toEqual(jos.toReversed());
    annas.push(await party.shoot({ capturedAt: TWO + 5 * HOUR, photographer: 'Anna' }));
    const fresh = await party.shoot({ capturedAt: TWO + 5 * HOUR, photographer: 'Jo' });
    jos.push(fresh);
    await gallery.picture(fresh).waitFor();
    expect(await gallery.photoIds()).toEqual(jos.toReversed());
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole('button', { name: 'Jo: show others again' }).click();
    await expect.poll(async () => (await gallery.photoIds()).length).toBe(10);
    expect(new URL(page.url()).search).toBe('');
    await page.goBack();
    await expect.poll(() => gallery.photoIds()).toEqual(jos.toReversed());
    expect(watched.errors).toEqual([]);
    expect([...watched.origins]).toEqual([new URL(party.origin).host]);
  });

  it('is told when nothing is like that yet', async () => {
    const { page } = await open(PHONE, `${party.gallery}?tag=fireworks&order=captured`);
    await page.getByText('No photos like that yet').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('main').getByRole('button', { name: 'Show all' }).click();
    await page.locator('[data-photo-id]').first().waitFor();
  });

  it('takes all photos along, and those that are liked, to the byte', async () => {
    const { page } = await open(PHONE);
    const taken = annas.pop() ?? '';
    await party.device.remove(taken);
    await page.evaluate(
      async ([session, photo]) => {
        const json = { 'content-type': 'application/json' };
        const init = { method: 'POST', headers: json, body: '{}' };
        await fetch(`/api/sessions/${session}/verify`, init);
        await fetch(`/api/photos/${photo}/like`, { method: 'PUT' });
      },
      [party.sessionId, jos[0] ?? ''],
    );
    await openPanel(page, 'Take photos along');
    await panel(page).getByText('9 photos,').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    const all = await hashesTaken(page);
    const { photos } = await party.photos.photos({ sessionId: party.sessionId, limit: 100 });
    const wanted = photos.map(({ renditions }) => hashIn(renditions.full?.url ?? ''));
    expect(all.toSorted()).toEqual(wanted.toSorted());

    await panel(page).getByText('My likes').click();
    const liked = await hashesTaken(page);
    const [own] = photos.filter(({ id }) => id === jos[0]);
    expect(liked).toEqual([hashIn(own?.renditions.full?.url ?? '')]);
  });

  it('ends a download that takes too long', async () => {
    const { page } = await open(PHONE);
    await page.route('**/archive', () => new Promise(() => undefined));
    await openPanel(page, 'Take photos along');
    await panel(page).getByText('9 photos,').waitFor();
    await panel(page).getByRole('button', { name: 'Download' }).click();
    await panel(page).getByText('of 1').waitFor();
    await panel(page).getByRole('button', { name: 'Cancel' }).click();
    await panel(page).getByRole('button', { name: 'Download' }).waitFor();
  });

  it('gives photos through a dead spot, and sees them once they are approved', async () => {
    const { gallery, page } = await open(PHONE);
    const frames = [await photograph(801), await photograph(802)];
    await openPanel(page, 'Add your photos');
    await panel(page).getByText('once the host has looked').waitFor();
    await page.context().setOffline(true);
    await page
      .locator('.give-input')
      .setInputFiles([
        ...frames.map(({ name, bytes }) => ({ name, mimeType: 'image/jpeg', buffer: bytes })),
        { name: 'plan.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all') },
      ]);
    await panel(page).getByText('Waiting for the network').waitFor();
    await page.context().setOffline(false);
    await panel(page).getByText('3 of 3 sent').waitFor();
    expect(await panel(page).getByText('Waiting for approval').count()).toBe(2);
    await panel(page).getByText('Not a photo we can read').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);

    const listed = { sessionId: party.sessionId, includeHidden: true, limit: 100 };
    const { photos } = await party.photos.photos(listed);
    const [held] = photos.filter(({ hidden }) => hidden === 'held');
    expect(await gallery.photoIds()).not.toContain(held?.id);
    await party.photos.changePhoto(held?.id ?? '', { hidden: false });
    await panel(page).getByText('In the gallery', { exact: true }).waitFor();
    await gallery.picture(held?.id ?? '').waitFor();
    expect(await panel(page).getByText('Waiting for approval').count()).toBe(1);
  });

  it('wakes after hours asleep and has caught up exactly, without a reload', async () => {
    const watched = await openPage(browser, PHONE);
    const { page } = watched;
    await page.clock.install();
    const gallery = await openGallery(page, party.gallery);
    const before = await gallery.photoIds();
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
    await page.context().setOffline(true);
    const [taken = ''] = before;
    await party.photos.deletePhoto(taken);
    const fresh = await party.shoot({ capturedAt: TWO + 6 * HOUR, photographer: 'Anna' });
    await page.clock.fastForward(8 * HOUR);
    await page.context().setOffline(false);
    await page.clock.fastForward(60_000);
    const ids = [fresh, ...before.filter((id) => id !== taken)];
    await expect.poll(() => gallery.photoIds(), { timeout: 30_000 }).toEqual(ids);
    expect(await page.locator('body[data-same-page]').count()).toBe(1);
  });

  it('opens without a network, says so, and opens the gallery when it is back', async () => {
    const { page } = await open(PHONE);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    const kept = await until('the worker to have its files', async () => {
      const paths = await page.evaluate(async () => {
        const [name = ''] = await caches.keys();
        const requests = await (await caches.open(name)).keys();
        return requests.map(({ url }) => new URL(url).pathname);
      });
      return paths.includes('/g/shell.html') ? paths : null;
    });
    expect(kept.filter((file) => !/^\/(assets\/|g\/shell\.html$)/.test(file))).toEqual([]);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('You’re offline').waitFor();
    await page.getByText('“Anna & Li” will open by itself').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.locator('.live.is-live').waitFor();
    expect(await page.locator('[data-photo-id]').count()).toBeGreaterThan(5);
  });

  it('whose code is no longer good is let in with the new one, in any browser', async () => {
    const { page } = await open(PHONE);
    await party.change({ access: 'code', accessCode: 'first dance' });
    await page.getByText('asks for its access code again').waitFor();
    await page.getByRole('button', { name: 'Enter code' }).click();
    await page.getByLabel('Access code').fill('last dance');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('alert').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Access code').fill('First Dance');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.locator('.live.is-live').waitFor();
    await party.change({ access: 'public' });
  });

  it('jumps to an hour that is not loaded yet, by keyboard, and nothing jumps on the way back', async () => {
    await party.restart((dataDir) => addLongDay(dataDir, 700, TWO + 24 * HOUR));
    const { page } = await open(LAPTOP);
    await page.getByRole('banner').getByRole('button', { name: 'Find photos' }).focus();
    await page.keyboard.press('Enter');
    const hour = panel(page).getByRole('button', { name: /^20:00 60/ });
    await hour.waitFor();
    await hour.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'As the day went: show others again' }).waitFor();
    await page.locator('main[aria-busy="false"]').waitFor();
    const first = await until('the first photo of that hour', async () =>
      page.evaluate(() => {
        const below = document.querySelector('.header')?.getBoundingClientRect().bottom ?? 0;
        const cells = [...document.querySelectorAll<HTMLElement>('[data-photo-id]')];
        const cell = cells.find((one) => {
          const { top, left } = one.getBoundingClientRect();
          return Math.abs(top - below) < 2 && left < 2;
        });
        return cell?.dataset['photoId'];
      }),
    );
    const { capturedAt } = await party.photos.photo(first);
    expect(capturedAt).toBe(TWO + 30 * HOUR);
    expect(await scrollTop(page)).toBeGreaterThan(2_000);

    // Up by some screens: what is before comes in above, and the photo moves exactly as scrolled.
    for (let step = 0; step < 6; step += 1) {
      // A slow line has not brought yet what is to be scrolled to.
      await expect.poll(() => scrollTop(page)).toBeGreaterThan(500);
      // Rows come into the document in any order.
      const seen = await until('a photo in sight', async () =>
        page.evaluate(() => {
          const cells = [...document.querySelectorAll<HTMLElement>('[data-photo-id]')];
          const tops = cells.map((one) => ({
            id: one.dataset['photoId'],
            top: one.getBoundingClientRect().top,
          }));
          // A row is at most 500 pixels high: one begins in this stretch, wherever the page is.
          return tops.find(({ top }) => top > 60 && top < 600);
        }),
      );
      await page.mouse.wheel(0, -500);
      const moved = page.locator(`[data-photo-id="${seen.id}"]`);
      await expect
        .poll(async () => Math.round((await moved.boundingBox())?.y ?? 0), { timeout: 20_000 })
        .toBe(Math.round(seen.top + 500));
    }
    expect(await page.locator('.missing').count()).toBeLessThanOrEqual(2);
  });

  it('is told by pages that look alike that a gallery has ended or is not there', async () => {
    const { page } = await openPage(browser, PHONE);
    await page.goto(`${party.origin}/g/not-this-one`);
    await page.getByText('This gallery is not here').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await party.change({ expiresAt: Date.now() + 200 });
    await until('the gallery to have ended', async () => {
      await page.goto(party.gallery);
      return (await page.getByText('This gallery has ended').count()) > 0;
    });
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
