import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BROWSER, LAPTOP, openPage } from '../harness/browser.ts';
import { temporaryFolder } from '../harness/project.ts';
import { setStage } from '../harness/stage.ts';
import { until } from '../harness/until.ts';

/*
 * Folders dropped on the page, by the browser's own drag and drop. What the Electron shell's preload
 * script puts into the page, a script of this test does: the folders lie where it says.
 */

describe.skipIf(BROWSER === null)('a folder that is dropped on the page', () => {
  const stage = setStage();
  let scratch: Awaited<ReturnType<typeof temporaryFolder>>;
  let folder: string;
  let page: Page;
  let errors: readonly string[];
  let mouse: CDPSession;

  beforeAll(async () => {
    scratch = await temporaryFolder('drop');
    folder = await realpath(scratch.path);
    await mkdir(path.join(folder, 'Card B'));
  });
  beforeEach(async () => {
    ({ page, errors } = await openPage(stage.browser, LAPTOP));
    await page.addInitScript((place) => {
      const pathOf = (file: File): string => `${place}/${file.name}`;
      Object.assign(window, { pictureLiveDropped: { pathOf } });
    }, folder);
    await page.goto(stage.product.ready.tether);
    await page.locator('.folders li').first().waitFor();
    mouse = await page.context().newCDPSession(page);
  });
  afterAll(() => scratch.remove());

  async function drag(...types: ('dragEnter' | 'dragOver' | 'drop')[]): Promise<void> {
    const data = { items: [], files: [path.join(folder, 'Card B')], dragOperationsMask: 19 };
    for (const type of types) {
      await mouse.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
    }
  }

  const isWatched = async () =>
    (await page.locator('.folder-name').allTextContents()).includes('Card B');

  test('is watched from then on, and can be taken back at once', async () => {
    await drag('dragEnter', 'dragOver');
    await page.getByText('Drop folders here to watch them').waitFor();
    await drag('drop');
    await page.getByText('Card B is watched now').waitFor();
    await until('the folder to be in the list', isWatched);
    await page.getByRole('button', { name: 'Undo' }).click();
    await until('it to be gone', async () => !(await isWatched()));
    expect(errors).toEqual([]);
  });

  test('a second time it is said that it is watched already, in a sentence', async () => {
    await drag('dragEnter', 'dragOver', 'drop');
    await page.getByText('Card B is watched now').waitFor();
    await drag('dragEnter', 'dragOver', 'drop');
    await page.getByText(/Card B: .* is watched already/).waitFor();
  });
});
