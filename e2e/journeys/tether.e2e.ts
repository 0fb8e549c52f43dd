import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { truncated } from '@picture-live/shared/photographs';
import { beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, LAPTOP, openPage, PHONE, type WatchedPage } from '../harness/browser.ts';
import { photograph } from '../harness/frames.ts';
import { openGallery } from '../harness/gallery.ts';
import { signal } from '../harness/processes.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';

const stage = setStage();
const LIVE = 5;
const TORN = 'IMG_0900.JPG';
const OTHER = 'list.txt';

async function openUi(options = LAPTOP): Promise<WatchedPage> {
  const watched = await openPage(stage.browser, options);
  await watched.page.goto(stage.product.ready.tether);
  await watched.page.locator('[data-connection="connected"]').waitFor();
  return watched;
}

describe.skipIf(BROWSER === null)('the tether UI', () => {
  beforeAll(async () => {
    const { hotFolder, ready } = stage.product;
    const put = (name: string, bytes: Buffer | string): Promise<void> =>
      writeFile(path.join(hotFolder, name), bytes);
    for (let seed = 1; seed <= LIVE; seed += 1) {
      const { name, bytes } = await photograph(seed);
      await put(name, bytes);
    }
    await put(TORN, truncated((await photograph(900)).bytes, 0.5));
    await put(OTHER, 'Anna, Li, Ben\n');
    await stage.relay.waitForComplete(LIVE);
    const tether = openTether(ready.tether);
    await tether.waitForShot(TORN, (shot) => shot.state === 'failed');
    await tether.waitForShot(OTHER, (shot) => shot.state === 'unpublished');
  });

  it.each([
    { size: 'laptop', options: LAPTOP },
    { size: 'phone', options: PHONE },
  ])(
    'says at $size size what was seen, what is live and what needs a person',
    async ({ options }) => {
      const { page, errors } = await openUi(options);
      const { counts } = await openTether(stage.product.ready.tether).status();
      const counter = (label: string) =>
        page.locator('.counter').filter({ hasText: label }).locator('strong').first();
      await expect.poll(() => counter('seen').textContent()).toBe(String(counts.seen));
      await expect.poll(() => counter('live').textContent()).toBe(String(LIVE));
      await page.getByText('1 shot needs you').waitFor();
      expect(errors).toEqual([]);
    },
  );

  it('gives the reason of every shot that is not live', async () => {
    const { page } = await openUi();
    for (const name of [TORN, OTHER]) {
      const [shot] = await openTether(stage.product.ready.tether).shotsNamed(name);
      await page
        .getByText(shot?.reason ?? 'no reason')
        .first()
        .waitFor();
    }
  });

  it('shows every shot in the filmstrip with its state, and its way with the arrow keys', async () => {
    const { page } = await openUi();
    const frames = page.locator('.filmstrip .frame');
    await expect.poll(() => frames.count()).toBe(LIVE + 2);
    const strip = page.locator('.filmstrip');
    const live = strip.getByRole('button', { name: /\.JPG\W+live/i });
    await expect.poll(() => live.count()).toBe(LIVE);
    await strip.getByRole('button', { name: TORN }).waitFor();
    const current = page.locator('.frame[aria-current="true"]');
    const before = await current.getAttribute('title');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => current.getAttribute('title')).not.toBe(before);
  });

  it('shows the QR code and the link of the gallery', async () => {
    const { page } = await openUi();
    await page.keyboard.press('q');
    await page.locator('svg.qr[role="img"]').waitFor();
    await page.getByText(stage.product.ready.gallery).first().waitFor();
  });

  it('counts the guests who are watching', async () => {
    const { page } = await openUi();
    const guest = await openPage(stage.browser, PHONE);
    await openGallery(guest.page, stage.product.ready.gallery);
    const viewers = page.locator('.counter').filter({ hasText: 'viewers' }).locator('strong');
    await expect.poll(() => viewers.textContent()).toBe('1');
  });

  it('lets nobody in without the token', async () => {
    const { ready } = stage.product;
    const address = new URL(ready.tether);
    address.searchParams.set('token', 'wrong');
    const { page } = await openPage(stage.browser, LAPTOP);
    expect((await page.goto(address.href))?.status()).toBe(401);
    const call = await fetch(`${address.origin}/bridge/status`, { method: 'POST', body: 'null' });
    expect(call.status).toBe(401);
    const [shot] = await openTether(ready.tether).shotsNamed('IMG_0001.JPG');
    const picture = await fetch(`${address.origin}/media/${shot?.id}/1/thumb.jpg`);
    expect(picture.status).toBe(401);
  });

  it('says that the engine is gone while it is, and goes on by itself', async () => {
    const { page } = await openUi();
    const engine = await stage.product.pidOf('engine');
    signal(engine ?? -1, 'SIGKILL');
    await page.locator('[data-connection="lost"]').waitFor();
    await page.locator('[data-connection="connected"]').waitFor();
    await expect.poll(() => page.locator('.filmstrip .frame').count()).toBe(LIVE + 2);
  });
});

describe.skipIf(BROWSER === null)('every page', () => {
  it.each([
    { name: 'tether UI on a laptop', which: 'tether', options: LAPTOP },
    { name: 'tether UI on a phone', which: 'tether', options: PHONE },
    { name: 'gallery on a phone', which: 'gallery', options: PHONE },
    { name: 'gallery on a laptop', which: 'gallery', options: LAPTOP },
  ] as const)(
    '$name: accessible, no errors, nothing from elsewhere',
    async ({ which, options }) => {
      const { ready } = stage.product;
      const { page, errors, origins } = await openPage(stage.browser, options);
      if (which === 'gallery') {
        const gallery = await openGallery(page, ready.gallery);
        await expect.poll(async () => (await gallery.paints()).length).toBeGreaterThan(0);
      } else {
        await page.goto(ready.tether);
        await page.locator('.frame img.loaded').first().waitFor();
      }
      // Pictures and words that fade in are fainter than they will be.
      await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(errors).toEqual([]);
      expect([...origins]).toEqual([new URL(ready[which]).host]);
    },
  );
});
