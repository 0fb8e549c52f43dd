import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

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
  /** Its sign of being live. */
  readonly live: Locator;
  /** Opens a photo in the viewer and waits until that is at rest; resolves to the shown width. */
  openPhoto(photoId: string): Promise<number>;
  /** Waits until the viewer's picture keeps its size, which is in CSS pixels. */
  viewerAtRest(): Promise<number>;
  /** Zooms into the opened photo, or out of it, with this click; resolves to the width at rest. */
  zoomWith(click: () => Promise<void>): Promise<number>;
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
  const viewed = viewer.locator('.pswp__item[aria-hidden="false"] img.pswp__img').last();
  const cell = (photoId: string): Locator => page.locator(`[data-photo-id="${photoId}"]`);

  const width = async (): Promise<number> => (await viewed.boundingBox())?.width ?? 0;

  function viewerAtRest(): Promise<number> {
    return until('the viewer to be at rest', async () => {
      const before = await width();
      await page.waitForTimeout(150);
      return before > 0 && before === (await width()) ? before : null;
    });
  }

  async function zoomWith(click: () => Promise<void>): Promise<number> {
    const before = await viewerAtRest();
    return until('the photo to be zoomed', async () => {
      // Far enough from the click before not to be one gesture with it.
      await page.waitForTimeout(600);
      if ((await width()) !== before) return viewerAtRest();
      await click();
      return null;
    });
  }

  return {
    page,
    pill: page.locator('button.pill'),
    viewer,
    viewed,
    paints: () => page.evaluate(() => window.paints),
    photoIds: () =>
      page
        .locator('[data-photo-id]')
        .evaluateAll((cells) => cells.map((one) => one.getAttribute('data-photo-id') ?? '')),
    cell,
    picture: (photoId) => cell(photoId).locator('img[data-painted]'),
    live: page.locator('.live.is-live'),
    async openPhoto(photoId) {
      await cell(photoId).click();
      await viewed.waitFor();
      return viewerAtRest();
    },
    viewerAtRest,
    zoomWith,
  };
}
