import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROWSER, LAPTOP, openPage } from '../harness/browser.ts';
import { photograph } from '../harness/frames.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';

const stage = setStage();

const tether = () => openTether(stage.product.ready.tether);

async function openDesk() {
  const { page } = await openPage(stage.browser, LAPTOP);
  await page.goto(stage.product.ready.tether);
  return page;
}

async function shoot(seed: number, name: string): Promise<void> {
  const { bytes } = await photograph(seed);
  await writeFile(path.join(stage.product.hotFolder, name), bytes);
}

describe.skipIf(BROWSER === null)('the ledger made visible', () => {
  it('finds a file by a part of its name, under any of its names, and tells what happened to it', async () => {
    await tether().call('setPublishMode', { kind: 'review' });
    await shoot(1, 'IMG_4821.JPG');
    const { id } = await tether().waitForShot('IMG_4821.JPG', (shot) => shot.state === 'held');
    await tether().call('decideShots', { shotIds: [id], decision: 'publish' });
    await tether().waitForShot('IMG_4821.JPG', (shot) => shot.state === 'live');
    await shoot(1, 'backup of it.JPG');
    await tether().waitForShot('IMG_4821.JPG', (shot) => shot.files === 2);
    const page = await openDesk();
    await page.locator('.frame img.loaded').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('BACKUP');
    await page.getByRole('button', { name: 'backup of it.JPG' }).click();
    const lines = page.locator('.history li .history-what');
    await page.getByText('This file is the same shot').waitFor();
    const told = await lines.allTextContents();
    expect(told.slice(0, 2)).toEqual(['Seen', 'Being developed']);
    const decision = told.indexOf('Into the outbox · by you');
    expect(told.indexOf('Held')).toBeGreaterThan(told.indexOf('Metadata proven'));
    expect(decision).toBeGreaterThan(told.indexOf('Held'));
    expect(told.indexOf('Live')).toBeGreaterThan(decision);
    await page.keyboard.press('Escape');
    await page.locator('.panel').waitFor({ state: 'detached' });
  });

  it('plots how the session goes, with exact values where the pointer is', async () => {
    const page = await openDesk();
    await page.locator('.frame img.loaded').first().waitFor();
    await page.keyboard.press('#');
    const photos = page.locator('.plot-photos');
    // The plot moves on with the minutes, and the pointer does not.
    const pointed = async () => {
      await photos.locator('.bar').first().hover();
      return photos.locator('strong').textContent();
    };
    await expect.poll(pointed, { timeout: 20_000 }).toBe('1');
    expect(await photos.locator('figcaption .secondary').textContent()).toMatch(/^\d\d:\d\d$/);
  });
});
