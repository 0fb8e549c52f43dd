import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { BROWSER, closePages, launchBrowser } from './browser.ts';
import { startProduct, type Product, type ProductOptions } from './product.ts';
import { viewRelay, type RelayView } from './relay-view.ts';

/** What a journey plays on: the product, its relay from outside, and a browser. */
export interface Stage {
  readonly product: Product;
  readonly relay: RelayView;
  readonly browser: Browser;
}

/**
 * Sets up one product (and, unless `browser` is false, one browser) for all tests of a file, closes
 * the pages after each and everything at the end, and keeps evidence of a failure.
 */
export function setStage(options: ProductOptions & { browser?: boolean } = {}): Stage {
  let product: Product | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    product = await startProduct(options);
    if (options.browser !== false && BROWSER !== null) browser = await launchBrowser();
  });
  afterEach(({ task }) => closePages(task, browser, product?.log()));
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const present = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The stage is not set yet.');
    return value;
  };
  return {
    get product() {
      return present(product);
    },
    get relay() {
      const { ready } = present(product);
      return viewRelay(ready.relay, ready.sessionId);
    },
    get browser() {
      return present(browser);
    },
  };
}
