import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_RECIPE } from '@picture-live/shared/domain';
import { proveMetadata } from '@picture-live/shared/imaging/proof';
import type { Photo } from '@picture-live/shared/protocol';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, openPage } from '../harness/browser.ts';
import { photograph } from '../harness/frames.ts';
import { signal } from '../harness/processes.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';
import { until } from '../harness/until.ts';

const stage = setStage();
const FRAMES = 6;
const SMALL_LAPTOP = { viewport: { width: 1280, height: 800 } };

/** A red card, wider than high. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">
  <rect width="300" height="200" fill="#ff0000"/></svg>`;

/** What each photo's largest rendition says of its rights. */
async function copyrights(): Promise<(string | null)[]> {
  const photos = await stage.relay.waitForComplete(FRAMES);
  const proofs = await Promise.all(
    photos.map(async ({ renditions }) => {
      const { bytes } = await stage.relay.rendition(renditions.full?.url ?? '');
      return proveMetadata(bytes);
    }),
  );
  return proofs.map((proof) => (proof.ok ? proof.copyright : proof.reason));
}

beforeAll(async () => {
  for (let seed = 1; seed <= FRAMES; seed += 1) {
    const { name, bytes } = await photograph(seed, { width: 1500, height: 1000 });
    await writeFile(path.join(stage.product.hotFolder, name), bytes);
  }
  await stage.relay.waitForComplete(FRAMES);
});

it('is on every photo once, although the engine was killed while it was applied', async () => {
  const tether = openTether(stage.product.ready.tether);
  const before = await stage.relay.photos();
  const recipe = { ...DEFAULT_RECIPE, copyright: '© {year} {session}' };
  await tether.call('saveRecipe', { id: (await tether.status()).recipeId, recipe });
  await tether.call('redevelop', null);
  await until('the first of them to be done', async () => {
    const { redevelopment } = await tether.status();
    return (redevelopment?.done ?? 0) > 0;
  });
  signal((await stage.product.pidOf('engine')) ?? 0, 'SIGKILL');
  await until('all of them to be done', async () => {
    const { redevelopment } = await tether.status();
    return redevelopment?.done === FRAMES;
  });
  await until('all of them to be out', async () => {
    const photos = await stage.relay.photos();
    return photos.every((photo: Photo) => photo.revision === 2 && photo.renditions.full);
  });
  const after = await stage.relay.photos();
  expect(after.map(({ id, seq }) => [id, seq])).toEqual(before.map(({ id, seq }) => [id, seq]));
  const { title } = (await tether.status()).session;
  const [year] = /\d{4}/.exec((await copyrights())[0] ?? '') ?? [];
  expect(await copyrights()).toEqual(Array.from({ length: FRAMES }, () => `© ${year} ${title}`));
});

describe.skipIf(BROWSER === null)('the recipe editor', () => {
  it('shows a logo on the last shot, keeps it, and puts it on the next one', async () => {
    const { page, errors } = await openPage(stage.browser, SMALL_LAPTOP);
    await page.goto(stage.product.ready.tether);
    await page.locator('.frame img.loaded').first().waitFor();
    await page.keyboard.press('e');
    const editor = page.locator('.recipe-editor');
    const preview = editor.locator('.preview-stage img');
    await preview.waitFor();
    const plain = await preview.getAttribute('src');
    await editor.getByText('Logo', { exact: true }).click();
    await editor
      .getByLabel('Choose a drawing for landscape')
      .first()
      .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(LOGO) });
    await editor.getByLabel('Centre').check();
    await editor.getByLabel('Caption', { exact: true }).fill('Frame {number} of {session}');
    const { title } = (await openTether(stage.product.ready.tether).status()).session;
    await editor.getByText(new RegExp(`Caption: Frame \\d+ of ${title}`)).waitFor();
    await editor.locator('.artwork-slot img').waitFor();
    await expect.poll(() => preview.getAttribute('src'), { timeout: 25_000 }).not.toBe(plain);
    expect(await accessibilityProblems(page)).toEqual([]);
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    await editor.getByText('Saved for shots from now on').waitFor();
    await page.getByText(`${FRAMES} photos were made by another recipe.`).waitFor();
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });

    const next = await photograph(50, { width: 1500, height: 1000 });
    await writeFile(path.join(stage.product.hotFolder, next.name), next.bytes);
    const [photo] = await stage.relay.waitForComplete(FRAMES + 1);
    const { bytes } = await stage.relay.rendition(photo?.renditions.grid.url ?? '');
    const middle = { left: 530, top: 350, width: 20, height: 20 };
    const { channels } = await sharp(await sharp(bytes).extract(middle).toBuffer()).stats();
    expect(photo?.caption, 'a caption of its own').toMatch(/^Frame \d+ of ./);
    expect((await stage.relay.photos()).at(-1)?.caption, 'only new photos').toBeUndefined();
    expect(channels[0]?.mean).toBeGreaterThan(225);
    expect(channels[1]?.mean).toBeLessThan(45);
    expect(errors).toEqual([]);
  });
});
