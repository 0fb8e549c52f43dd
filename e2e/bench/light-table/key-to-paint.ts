import type { Page } from 'playwright-core';

/**
 * Presses keys one by one and measures in the page, in milliseconds, from each press to the frame
 * that shows what it did.
 */
export async function keysToPaint(page: Page, keys: readonly string[]): Promise<number[]> {
  await page.evaluate(() => {
    const painted: number[] = [];
    window.painted?.stop();
    const listening = new AbortController();
    window.painted = { after: painted, stop: () => listening.abort() };
    const onKey = ({ timeStamp }: KeyboardEvent): void => {
      requestAnimationFrame(() => {
        // A task after the frame's callbacks: by then it has been handed over.
        setTimeout(() => painted.push(performance.now() - timeStamp), 0);
      });
    };
    document.addEventListener('keydown', onKey, { signal: listening.signal });
  });
  for (const [index, key] of keys.entries()) {
    await page.keyboard.press(key);
    await page.waitForFunction((count) => (window.painted?.after.length ?? 0) > count, index);
  }
  return page.evaluate(() => window.painted?.after ?? []);
}

declare global {
  interface Window {
    painted?: { after: number[]; stop: () => void };
  }
}
