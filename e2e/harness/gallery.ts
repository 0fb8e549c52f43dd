import type { Locator, Page } from 'playwright-core';

/** A picture that the page shows decoded. `at` is in epoch milliseconds of this machine. */
export interface Paint {
  photoId: string;
  src: string;
  at: number;
}

declare global {
  interface Window {
    paints: Paint[];
  }
}

/** A guest's open gallery, and what was decoded on it when. */
export interface Gallery {
  readonly page: Page;
  readonly pill: Locator;
  /** The full-screen viewer. */
  readonly viewer: Locator;
  /** The picture of the viewer that is in the middle of the screen. */
  readonly viewed: Locator;
  /** Every picture that was painted in the grid, each address once, in order. */
  paints(): Promise<Paint[]>;
  /** Ids of the photos in the document, in reading order; far rows of a long gallery are not. */
  photoIds(): Promise<string[]>;
  cell(photoId: string): Locator;
  /** The decoded picture in a photo's cell. */
  picture(photoId: string): Locator;
  /** Whether it says that it is live. */
  readonly live: Locator;
}

/** Runs in the page: writes down each picture as soon as it is painted and really decoded. */
function recordPaints(): void {
  window.paints = [];
  const seen = new Set<string>();
  const look = (): void => {
    for (const image of document.querySelectorAll<HTMLImageElement>('img[data-painted]')) {
      const src = image.currentSrc;
      if (seen.has(src) || !image.complete || image.naturalWidth === 0) continue;
      seen.add(src);
      const photoId = image.closest<HTMLElement>('[data-photo-id]')?.dataset['photoId'] ?? '';
      window.paints.push({ photoId, src, at: Date.now() });
    }
  };
  const everything = { subtree: true, childList: true, attributes: true };
  new MutationObserver(look).observe(document, everything);
}

/** Opens the gallery and waits until it is live. */
export async function openGallery(page: Page, address: string): Promise<Gallery> {
  await page.addInitScript(recordPaints);
  await page.goto(address);
  const gallery = lookAtGallery(page);
  await gallery.live.waitFor();
  return gallery;
}

function lookAtGallery(page: Page): Gallery {
  const viewer = page.locator('.pswp');
  const cell = (photoId: string): Locator => page.locator(`[data-photo-id="${photoId}"]`);
  return {
    page,
    pill: page.locator('button.pill'),
    viewer,
    viewed: viewer.locator('.pswp__item[aria-hidden="false"] img.pswp__img').last(),
    paints: () => page.evaluate(() => window.paints),
    photoIds: () =>
      page
        .locator('[data-photo-id]')
        .evaluateAll((cells) => cells.map((one) => one.getAttribute('data-photo-id') ?? '')),
    cell,
    picture: (photoId) => cell(photoId).locator('img[data-painted]'),
    live: page.locator('.live.is-live'),
  };
}
