import type { Page } from 'playwright-core';

/** A picture that the page shows decoded. `at` is in epoch milliseconds of this machine. */
export interface Paint {
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
  /** Each picture once, in the order in which they were painted. */
  paints(): Promise<Paint[]>;
}

/** Runs in the page: writes down each picture as soon as the page itself counts it as painted. */
function recordPaints(): void {
  window.paints = [];
  const seen = new Set<string>();
  const look = (): void => {
    for (const image of document.querySelectorAll<HTMLImageElement>('img[data-painted]')) {
      const src = image.currentSrc;
      if (seen.has(src) || !image.complete || image.naturalWidth === 0) continue;
      seen.add(src);
      window.paints.push({ src, at: Date.now() });
    }
  };
  const everything = { subtree: true, childList: true, attributes: true };
  new MutationObserver(look).observe(document, everything);
}

/** Opens the gallery and waits until it is live. */
export async function openGallery(page: Page, address: string): Promise<Gallery> {
  await page.addInitScript(recordPaints);
  const socket = page.waitForEvent('websocket');
  await page.goto(address);
  await socket;
  return { page, paints: () => page.evaluate(() => window.paints) };
}
