import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, LAPTOP, openPage } from '../harness/browser.ts';
import { photograph } from '../harness/frames.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';

const stage = setStage();
const SHOTS = 6;
const tether = () => openTether(stage.product.ready.tether);
const nameOf = (seed: number): string => `IMG_000${seed}.JPG`;
const shotThatIs = (seed: number, state: string) =>
  tether().waitForShot(nameOf(seed), (shot) => shot.state === state);
const livePhotos = async (): Promise<number> => (await stage.relay.photos()).length;

describe.skipIf(BROWSER === null)('a shoot that is reviewed', () => {
  let page: Page;
  let errors: string[];
  const notice = () => page.locator('.notice');
  const current = () => page.locator('[aria-current="true"]');
  const cell = (seed: number) => page.locator(`.cell-button[title="${nameOf(seed)}"]`);

  beforeAll(async () => {
    await tether().call('setPublishMode', { kind: 'review' });
    for (let seed = 1; seed <= SHOTS; seed += 1) {
      const { name, bytes } = await photograph(seed);
      await writeFile(path.join(stage.product.hotFolder, name), bytes);
      await shotThatIs(seed, 'held');
    }
  });
  afterEach(() => expect(errors).toEqual([]));

  /** Pages are closed after each test, and each begins with the shoot. */
  async function open(): Promise<void> {
    const watched = await openPage(stage.browser, LAPTOP);
    [page, errors] = [watched.page, watched.errors];
    await page.goto(stage.product.ready.tether);
    await page.locator('.frame img.loaded').first().waitFor();
  }

  async function openTable(): Promise<void> {
    await open();
    await page.keyboard.press('g');
    await cell(1).waitFor();
  }

  it('holds everything, and publishes, rates, rejects and undoes with keys', async () => {
    await open();
    await page.getByText(`${SHOTS} held`).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('4');
    await page.keyboard.press('x');
    await shotThatIs(5, 'rejected');
    await page.keyboard.press('Control+z');
    await expect.poll(() => notice().textContent()).toContain(`Undone: Rejected ${nameOf(5)}`);
    expect((await shotThatIs(5, 'held')).rating).toBe(4);
    await page.keyboard.press('Shift+P');
    await shotThatIs(5, 'live');
    expect(await livePhotos()).toBe(1);
    expect(await current().getAttribute('title'), 'the next undecided shot').toBe(nameOf(6));
  });

  it('says that what guests have seen cannot be rejected', async () => {
    await open();
    await page.locator(`.frame[title="${nameOf(5)}"]`).click();
    await page.keyboard.press('x');
    await expect.poll(() => notice().textContent()).toContain('Guests have seen');
    await shotThatIs(5, 'live');
  });

  it('decides about a selection on the light table, and finds by name, state and stars', async () => {
    await openTable();
    await cell(1).click();
    await cell(2).click({ modifiers: ['Shift'] });
    await page.keyboard.press('x');
    await shotThatIs(1, 'rejected');
    await shotThatIs(2, 'rejected');
    await page.getByRole('button', { name: /^Rejected/ }).click();
    await expect.poll(() => page.locator('.cell').count()).toBe(2);
    await page.keyboard.press('z');
    await shotThatIs(1, 'held');
    await page.getByText('No shot is like that.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('searchbox').fill('0003');
    await expect.poll(() => page.locator('.cell').count()).toBe(1);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox', { name: 'Stars' }).selectOption('4');
    await expect.poll(() => page.locator('.cell').count()).toBe(1);
    await cell(5).waitFor();
  });

  it('features and takes back with keys, and undoes it', async () => {
    await openTable();
    await cell(5).click();
    await page.keyboard.press('f');
    await cell(5).getByLabel('Featured').waitFor();
    await expect.poll(async () => (await stage.relay.photos())[0]?.featured).toBe(true);
    await page.keyboard.press('t');
    await shotThatIs(5, 'retracted');
    await expect.poll(livePhotos).toBe(0);
    await page.keyboard.press('z');
    await expect.poll(livePhotos).toBe(1);
    await cell(4).click();
    await page.keyboard.press('t');
    await expect.poll(() => notice().textContent()).toContain('Reject instead');
  });

  it('compares two at the same place, at 100 % too', async () => {
    await openTable();
    await cell(3).click();
    await cell(4).click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('c');
    const pictures = page.locator('.zoom-picture[src$="full.jpg"]');
    await expect.poll(() => pictures.count()).toBe(2);
    await page.keyboard.press(' ');
    const places = () => pictures.evaluateAll((all) => all.map((one) => one.style.translate));
    await expect.poll(async () => new Set(await places()).size).toBe(1);
    const [before] = await places();
    const box = await pictures.first().boundingBox();
    await page.mouse.move(400, 450);
    await page.mouse.down();
    await page.mouse.move(340, 430);
    await page.mouse.up();
    expect(box?.width).toBe(1500);
    await expect.poll(async () => (await places())[1]).not.toBe(before);
    expect(new Set(await places()).size, 'both moved').toBe(1);
  });

  it('lists its keys, is accessible, and lets out all that is held in one go', async () => {
    await openTable();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).getByText('compare two').waitFor();
    await page.keyboard.press('Escape');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('g');
    await page.getByRole('button', { name: 'Publish all 5' }).click();
    await expect.poll(livePhotos).toBe(SHOTS);
    await page.getByRole('combobox', { name: 'When shots go out' }).selectOption('automatic');
    await expect.poll(async () => (await tether().status()).publishMode.kind).toBe('automatic');
  });

  it('lays a burst on one pile, and keeps one of it', async () => {
    await tether().call('setPublishMode', { kind: 'review' });
    const at = Date.UTC(2026, 5, 20, 13);
    for (const seed of [7, 8, 9]) {
      const { name, bytes } = await photograph(seed, { capturedAt: at + seed * 100 });
      await writeFile(path.join(stage.product.hotFolder, name), bytes);
      await shotThatIs(seed, 'held');
    }
    await openTable();
    await cell(7).locator('.burst-mark.is-closed', { hasText: '3' }).waitFor();
    await cell(7).click();
    expect(await cell(8).count()).toBe(0);
    await page.keyboard.press('v');
    await cell(8).click();
    await page.keyboard.press('k');
    await expect.poll(() => notice().textContent()).toContain(`Published ${nameOf(8)}`);
    await shotThatIs(8, 'live');
    await shotThatIs(7, 'held');
    await shotThatIs(9, 'held');
    await page.keyboard.press('v');
    await cell(7).waitFor({ state: 'detached' });
    await cell(8).locator('.burst-mark.is-closed').waitFor();
  });
});
