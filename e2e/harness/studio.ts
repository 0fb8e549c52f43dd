import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openPage, type WatchedPage } from './browser.ts';

/** A relay that is up, who owns it, and a browser. */
interface StudioStage {
  readonly url: string;
  readonly owner: { readonly email: string; readonly password: string };
  readonly browser: Browser;
}

/** Logs the owner in to the studio and goes to a place of it, such as `/devices`. */
export async function openStudio(
  stage: StudioStage,
  place: string,
  options: BrowserContextOptions,
): Promise<WatchedPage> {
  const opened = await openPage(stage.browser, options);
  const { page } = opened;
  await page.goto(`${stage.url}/studio${place}`);
  await page.getByLabel('E-mail address').fill(stage.owner.email);
  await page.getByLabel('Password').fill(stage.owner.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('navigation', { name: 'Studio' }).waitFor();
  return opened;
}

/** What is saved when the button is pressed. */
export async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
