import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openPage } from './browser.ts';
import { openGallery, type Gallery } from './gallery.ts';

/** A guest's page, with everything in the viewer and the panels that guests touch. */
export interface Guest {
  readonly page: Page;
  readonly gallery: Gallery;
  readonly errors: string[];
  readonly like: Locator;
  readonly sheet: Locator;
  /** A button of the bar below the photo. */
  bar(name: string): Locator;
}

export async function openGuest(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
): Promise<Guest> {
  const { page, errors } = await openPage(browser, options);
  return {
    page,
    gallery: await openGallery(page, address),
    errors,
    like: page.locator('.viewer-button[aria-pressed]'),
    sheet: page.locator('dialog.sheet'),
    bar: (name) => page.getByRole('toolbar').getByRole('button', { name }),
  };
}

/** Says the name that is asked for once, and a text. */
export async function write({ page, sheet }: Guest, text: string, name?: string): Promise<void> {
  if (name !== undefined) {
    await sheet.getByLabel('Your name').fill(name);
    await sheet.getByRole('button', { name: 'Save' }).click();
  }
  await sheet.locator('textarea').fill(text);
  await sheet.getByRole('button', { name: 'Send' }).click();
  await page.locator('.message-item', { hasText: text }).waitFor();
}
