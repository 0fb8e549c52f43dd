import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { registerOwner } from './harness/account.ts';
import { launchBrowser, LAPTOP, openPage, PHONE } from './harness/browser.ts';
import { writeInPieces } from './harness/file-writers.ts';
import { photograph } from './harness/frames.ts';
import { openGallery } from './harness/gallery.ts';
import { startProduct } from './harness/product.ts';
import { PROJECT_ROOT, temporaryFolder } from './harness/project.ts';
import { openTether } from './harness/tether.ts';
import { sleep } from './harness/until.ts';
import { openWall, PROJECTOR } from './harness/wall.ts';

/*
 * `node scripts/run.mjs e2e/screenshots.ts`: plays a shoot and takes the pictures of the README,
 * docs/screenshot-*.png, from the running product.
 */

const FRAMES = 22;
const DOCS = path.join(PROJECT_ROOT, 'docs');
const SIZES = [
  { width: 3_000, height: 2_000 },
  { width: 3_000, height: 2_000, orientation: 6 },
  { width: 3_000, height: 2_250 },
];

await mkdir(DOCS, { recursive: true });
const scratch = await temporaryFolder('screenshots');
const hotFolder = path.join(scratch.path, 'Anna and Li', 'Hot folder');
await mkdir(hotFolder, { recursive: true });
const product = await startProduct({ hotFolders: [hotFolder] });
const browser = await launchBrowser();
try {
  const phone = await openGalleryAt({ ...PHONE, colorScheme: 'dark' });
  const laptop = await openGalleryAt({ ...LAPTOP, colorScheme: 'dark' });
  const { page: hall } = await openPage(browser, PROJECTOR);
  const wallAddress = product.ready.gallery.replace('/g/', '/wall/');
  await openWall(hall, `${wallAddress}?layout=mosaic`);
  const tether = openTether(product.ready.tether);
  for (let seed = 1; seed <= FRAMES; seed += 1) {
    const frame = await photograph(seed, { ...SIZES[(seed * 7) % SIZES.length] });
    await writeInPieces(path.join(hotFolder, frame.name), frame.bytes, { pieces: 8, ms: 200 });
    await tether.waitForShot(frame.name, (shot) => shot.timeline.painted !== null);
  }
  // What fades in has done so.
  await sleep(1_500);
  const { page: desk } = await openPage(browser, LAPTOP);
  await desk.goto(product.ready.tether);
  await desk.locator('.frame img.loaded').first().waitFor();
  await sleep(1_500);
  await shoot(phone, 'screenshot-gallery-phone.png');
  await shoot(laptop, 'screenshot-gallery-laptop.png');
  await shoot(desk, 'screenshot-tether.png');
  await shoot(hall, 'screenshot-wall.png');
  await desk.keyboard.press('g');
  await sleep(1_500);
  await shoot(desk, 'screenshot-light-table.png');
  await desk.keyboard.press('g');
  await desk.keyboard.press('e');
  await desk.locator('.recipe-editor .preview-stage img').waitFor();
  await sleep(1_500);
  await shoot(desk, 'screenshot-recipe.png');
  await shoot(await openLook(), 'screenshot-studio.png');
} finally {
  await browser.close();
  await product.stop();
  await scratch.remove();
}

/** The studio of whoever has just made the first account, trying out a look. */
async function openLook(): Promise<Page> {
  const { relay, sessionId } = product.ready;
  const owner = await registerOwner(relay);
  const { page } = await openPage(browser, { ...LAPTOP, colorScheme: 'dark' });
  await page.goto(`${relay}/studio/sessions/${sessionId}/look`);
  await page.getByLabel('E-mail address').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page
    .getByLabel('Welcome text')
    .fill('Thank you for coming!\nThe photos arrive while you dance.');
  await page.getByLabel('Your name or studio').fill('Kiln Studio');
  await page.getByRole('button', { name: 'Choose a photo' }).click();
  await page.locator('.cover-choice button').nth(2).click();
  await page.evaluate(() => scrollTo(0, 0));
  await sleep(1_500);
  return page;
}

async function openGalleryAt(options: BrowserContextOptions): Promise<Page> {
  const { page } = await openPage(browser, options);
  await openGallery(page, product.ready.gallery);
  return page;
}

/** With a palette: a quarter of the bytes, and nobody sees it. */
async function shoot(page: Page, name: string): Promise<void> {
  const picture = sharp(await page.screenshot()).png({ palette: true, quality: 90, effort: 10 });
  await picture.toFile(path.join(DOCS, name));
}
