import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSER, LAPTOP, openPage, PHONE } from '../harness/browser.ts';
import { writeAtOnce } from '../harness/file-writers.ts';
import { edited, photograph } from '../harness/frames.ts';
import { openGallery, type Gallery } from '../harness/gallery.ts';
import { signal } from '../harness/processes.ts';
import { retract } from '../harness/relay-view.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';
import { until } from '../harness/until.ts';

const FIRST_FRAMES = 24;
const stage = setStage();
let seed = 0;

/** Shoots one more frame; resolves to its id once it is live. */
async function shootOne(): Promise<string> {
  const { hotFolder, ready } = stage.product;
  seed += 1;
  const frame = await photograph(seed, seed % 3 === 0 ? { orientation: 6 } : {});
  await writeFile(path.join(hotFolder, frame.name), frame.bytes);
  const shot = await openTether(ready.tether).waitForShot(
    frame.name,
    ({ state }) => state === 'live',
  );
  return shot.id;
}

async function open(options = PHONE): Promise<{ gallery: Gallery; page: Page; errors: string[] }> {
  const { page, errors } = await openPage(stage.browser, options);
  return { gallery: await openGallery(page, stage.product.ready.gallery), page, errors };
}

const scrollTop = (page: Page): Promise<number> => page.evaluate(() => window.scrollY);

/** What the guest is looking at, and where on the screen. */
async function lookedAt(gallery: Gallery): Promise<{ id: string; y: number }> {
  const [, , , , , , id = ''] = await gallery.photoIds();
  const box = await gallery.cell(id).boundingBox();
  return { id, y: Math.round(box?.y ?? Number.NaN) };
}

/** Photos as the page shows them must be the relay's, all and in the relay's order. */
async function expectExactlyCaughtUp(gallery: Gallery): Promise<void> {
  const wanted = (await stage.relay.photos()).map((photo) => photo.id);
  await gallery.page.evaluate(() => window.scrollTo(0, 0));
  const shown = await until('the page to have caught up', async () => {
    const count = await gallery.page.locator('.header-count').textContent();
    const ids = await gallery.photoIds();
    return count?.startsWith(`${wanted.length} `) && ids[0] === wanted[0] ? ids : null;
  });
  expect(shown).toEqual(wanted.slice(0, shown.length));
}

describe.skipIf(BROWSER === null)('a guest', () => {
  beforeAll(async () => {
    for (let count = 0; count < FIRST_FRAMES; count += 1) await shootOne();
    await stage.relay.waitForComplete(FIRST_FRAMES);
  });

  it('who has scrolled down is not disturbed by new photos, and gets to them with one tap', async () => {
    const { gallery, page } = await open();
    await page.mouse.wheel(0, 900);
    await expect.poll(() => scrollTop(page)).toBeGreaterThan(500);
    const before = await lookedAt(gallery);
    const first = await shootOne();
    const second = await shootOne();
    await gallery.pill.filter({ hasText: '2 new' }).waitFor();
    const after = await gallery.cell(before.id).boundingBox();
    expect(Math.round(after?.y ?? Number.NaN)).toBe(before.y);
    await gallery.pill.click();
    await expect.poll(() => scrollTop(page)).toBe(0);
    await gallery.picture(second).waitFor();
    expect((await gallery.photoIds()).slice(0, 2)).toEqual([second, first]);
    await expect.poll(() => gallery.pill.count()).toBe(0);
  });

  it('at the top sees a new photo come in by itself', async () => {
    const { gallery } = await open();
    const id = await shootOne();
    await gallery.picture(id).waitFor();
    expect((await gallery.photoIds())[0]).toBe(id);
  });

  it('opens a photo, goes to the next, and comes back with the back button', async () => {
    const { gallery, page, errors } = await open();
    const [first = '', second = ''] = await gallery.photoIds();
    await gallery.openPhoto(first);
    expect(page.url()).toContain(first);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url()).toContain(second);
    await gallery.viewerAtRest();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.url()).toContain(first);
    await page.goBack();
    await expect.poll(() => gallery.viewer.count()).toBe(0);
    expect(page.url()).not.toContain(first);
    expect(errors).toEqual([]);
  });

  it('zooms in with a click or a double click, out with the next one, and closes with Escape', async () => {
    const { gallery, page } = await open(LAPTOP);
    const [first = ''] = await gallery.photoIds();
    const rest = await gallery.openPhoto(first);
    for (const click of [() => gallery.viewed.click(), () => gallery.viewed.dblclick()]) {
      expect(await gallery.zoomWith(click)).toBeGreaterThan(rest * 1.5);
      expect(await gallery.zoomWith(() => gallery.viewed.click())).toBe(rest);
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => gallery.viewer.count()).toBe(0);
  });

  it('sees an edited photo in its old place, and not a second time', async () => {
    const id = await shootOne();
    const { gallery } = await open();
    await gallery.picture(id).waitFor();
    const before = await gallery.photoIds();
    const address = await gallery.picture(id).getAttribute('src');
    const { name, bytes } = await photograph(seed, seed % 3 === 0 ? { orientation: 6 } : {});
    await writeAtOnce(path.join(stage.product.hotFolder, name), await edited(bytes));
    await expect.poll(() => gallery.picture(id).last().getAttribute('src')).not.toBe(address);
    expect(await gallery.photoIds()).toEqual(before);
  });

  it('opens a shared link right at the photo', async () => {
    const { gallery } = await open();
    const id = (await gallery.photoIds())[3] ?? '';
    const { page } = await openPage(stage.browser, PHONE);
    const shared = await openGallery(page, `${stage.product.ready.gallery}#p=${id}`);
    await shared.viewed.waitFor();
    expect(page.url()).toContain(id);
  });

  it('no longer sees a photo that was taken back, in the grid and in the viewer', async () => {
    const id = await shootOne();
    const grid = await open();
    const viewing = await open();
    await viewing.gallery.openPhoto(id);
    const photo = (await stage.relay.photos()).find((one) => one.id === id);

    expect(await retract(stage.product.home, stage.relay, id)).toBeLessThan(300);
    await expect.poll(() => grid.gallery.photoIds()).not.toContain(id);
    await expect.poll(() => viewing.gallery.photoIds()).not.toContain(id);
    await expect.poll(() => viewing.page.url()).not.toContain(id);
    for (const rendition of [photo?.renditions.thumb, photo?.renditions.grid]) {
      expect((await stage.relay.rendition(rendition?.url ?? '')).status).toBe(410);
    }
  });

  it('catches up exactly when the relay was killed and is back', async () => {
    const { gallery } = await open();
    const { product } = stage;
    const before = await product.pidOf('relay');
    signal(before ?? -1, 'SIGKILL');
    await shootOne();
    await shootOne();
    await gallery.live.waitFor();
    await expectExactlyCaughtUp(gallery);
  });

  it('catches up exactly after a dead spot, and is told while it lasts', async () => {
    const { gallery, page } = await open();
    await page.context().setOffline(true);
    await page.getByText('You’re offline').waitFor();
    await shootOne();
    const taken = await shootOne();
    await retract(stage.product.home, stage.relay, taken);
    await page.context().setOffline(false);
    await gallery.live.waitFor();
    await expect.poll(() => page.getByText('You’re offline').count()).toBe(0);
    await expectExactlyCaughtUp(gallery);
  });
});
