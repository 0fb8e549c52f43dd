import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { registerOwner, type Owner } from './harness/account.ts';
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
 * `node scripts/run.mjs e2e/screenshots.ts`: plays a shoot and takes the pictures of the README and
 * the guides, docs/screenshot-*.png, from the running product: in English, then in 简体中文.
 */

const FRAMES = 22;
const DOCS = path.join(PROJECT_ROOT, 'docs');
const SIZES = [
  { width: 3_000, height: 2_000 },
  { width: 3_000, height: 2_000, orientation: 6 },
  { width: 3_000, height: 2_250 },
];

const ENGLISH = {
  locale: 'en-GB',
  suffix: '',
  welcome: ['Welcome text', 'Thank you for coming!\nThe photos arrive while you dance.'],
  studio: ['Your name or studio', 'Kiln Studio'],
  chooseCover: 'Choose a photo',
} as const;
const CHINESE = {
  locale: 'zh-CN',
  suffix: '.zh-CN',
  welcome: ['欢迎语', '感谢光临！\n照片会边拍边出现在这里。'],
  studio: ['您的名字或工作室', '窑光影像'],
  chooseCover: '选择照片',
} as const;
type Edition = typeof ENGLISH | typeof CHINESE;

await mkdir(DOCS, { recursive: true });
const scratch = await temporaryFolder('screenshots');
const hotFolder = path.join(scratch.path, 'Wedding', 'Canon');
await mkdir(hotFolder, { recursive: true });
const product = await startProduct({
  hotFolders: [hotFolder],
  env: { FIRST_SESSION_TITLE: 'Anna & Li · Wedding' },
});
const browser = await launchBrowser();
try {
  const { relay, gallery } = product.ready;
  const owner = await registerOwner(relay);
  const watching = await openGalleryAt({ ...PHONE, colorScheme: 'dark' });
  const { page: hall } = await openPage(browser, PROJECTOR);
  await openWall(hall, `${gallery.replace('/g/', '/wall/')}?layout=mosaic`);
  await playShoot();
  await shoot(hall, 'screenshot-wall.png', 1_280);
  await shoot(watching, 'screenshot-gallery-phone.png', 520);
  for (const edition of [ENGLISH, CHINESE]) {
    await takeTether(edition);
    await takeStudio(edition, owner);
  }
} finally {
  await browser.close();
  await product.stop();
  await scratch.remove();
}

async function playShoot(): Promise<void> {
  const tether = openTether(product.ready.tether);
  for (let seed = 1; seed <= FRAMES; seed += 1) {
    const frame = await photograph(seed, { ...SIZES[(seed * 7) % SIZES.length] });
    await writeInPieces(path.join(hotFolder, frame.name), frame.bytes, { pieces: 8, ms: 200 });
    await tether.waitForShot(frame.name, (shot) => shot.timeline.painted !== null);
  }
}

/** The tether UI as it shoots, its light table, its recipes, and the overview with a phone. */
async function takeTether({ locale, suffix }: Edition): Promise<void> {
  const phone = await openGalleryAt({ ...PHONE, locale });
  const { page: desk } = await openPage(browser, { ...LAPTOP, locale });
  await desk.goto(product.ready.tether);
  await desk.locator('.frame img.loaded').first().waitFor();
  await shoot(desk, `screenshot-tether${suffix}.png`);
  await takeOverview(desk, phone, `screenshot-overview${suffix}.png`);
  await desk.keyboard.press('g');
  await shoot(desk, `screenshot-light-table${suffix}.png`);
  await desk.keyboard.press('g');
  await desk.keyboard.press('e');
  await desk.locator('.recipe-editor .preview-stage img').waitFor();
  await shoot(desk, `screenshot-recipe${suffix}.png`);
}

/** Trying out a look, and some photos selected. */
async function takeStudio(edition: Edition, owner: Owner): Promise<void> {
  const { relay, sessionId } = product.ready;
  const { locale, suffix, welcome, studio, chooseCover } = edition;
  const { page } = await openPage(browser, { ...LAPTOP, locale, colorScheme: 'dark' });
  await page.goto(`${relay}/studio/sessions/${sessionId}/look`);
  await page.locator('input[type=email]').fill(owner.email);
  await page.locator('input[type=password]').fill(owner.password);
  await page.keyboard.press('Enter');
  await page.getByLabel(welcome[0]).fill(welcome[1]);
  await page.getByLabel(studio[0]).fill(studio[1]);
  await page.getByRole('button', { name: chooseCover }).click();
  await page.locator('.cover-choice button').nth(2).click();
  await page.evaluate(() => scrollTo(0, 0));
  await shoot(page, `screenshot-studio${suffix}.png`);
  const { page: photos } = await openPage(browser, { ...LAPTOP, locale });
  await photos.context().addCookies(await page.context().cookies());
  await photos.goto(`${relay}/studio/sessions/${sessionId}/photos`);
  for (const at of [2, 3, 5]) {
    await photos
      .locator('[role=option]')
      .nth(at)
      .click({ modifiers: ['ControlOrMeta'] });
  }
  await shoot(photos, `screenshot-studio-photos${suffix}.png`);
}

async function openGalleryAt(options: BrowserContextOptions): Promise<Page> {
  const { page } = await openPage(browser, options);
  await openGallery(page, product.ready.gallery);
  return page;
}

async function shoot(page: Page, name: string, width?: number): Promise<void> {
  // What fades in has done so.
  await sleep(1_500);
  await save(sharp(await page.screenshot()).resize({ width }), name);
}

/** The laptop and, with round corners, a phone beside it. */
async function takeOverview(desk: Page, phone: Page, name: string): Promise<void> {
  const [margin, height, deskWidth, phoneWidth] = [24, 800, 1_280, 370] as const;
  const corners = `<svg width="${phoneWidth}" height="${height}"><rect width="100%" height="100%" rx="28"/></svg>`;
  const left = await sharp(await desk.screenshot())
    .resize(deskWidth, height)
    .toBuffer();
  const right = await sharp(await phone.screenshot())
    .resize(phoneWidth, height)
    .composite([{ input: Buffer.from(corners), blend: 'dest-in' }])
    .png()
    .toBuffer();
  const ground = sharp({
    create: {
      width: deskWidth + phoneWidth + 3 * margin,
      height: height + 2 * margin,
      channels: 3,
      background: '#0a0a0a',
    },
  });
  const parts = [
    { input: left, left: margin, top: margin },
    { input: right, left: deskWidth + 2 * margin, top: margin },
  ];
  await save(ground.composite(parts), name);
}

/** With a palette: a quarter of the bytes, and nobody sees it. */
async function save(picture: Sharp, name: string): Promise<void> {
  await picture.png({ palette: true, quality: 85, effort: 10 }).toFile(path.join(DOCS, name));
}
