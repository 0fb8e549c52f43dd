import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { findBrowser } from '../../scripts/test/browser.ts';
import { ARTIFACTS } from './project.ts';

/** An installed Chrome or Chromium, or null: then the journeys in a browser cannot run. */
export const BROWSER = findBrowser();

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
export const LAPTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

/** Quiet: nothing but the pages we open goes over the network. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts the installed browser with a fresh profile, which goes when it is closed.
 *
 * @param flags what else it is told.
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  if (BROWSER === null) throw new Error('There is no Chrome or Chromium on this computer.');
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: BROWSER,
    args: [...FLAGS, ...flags, ...(asRoot ? ['--no-sandbox'] : [])],
  });
}

/** A page and all it did wrong. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors on the console, uncaught exceptions and violations of the security policy. */
  readonly errors: string[];
  /** Origins of everything it asked for, sockets included. */
  readonly origins: Set<string>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    reportViolation(text: string): void;
  }
}

/** A blank page of its own profile that writes down what goes wrong in it. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  const origins = new Set<string>();
  const note = (url: string): void => {
    if (/^(https?|wss?):/.test(url)) origins.add(new URL(url).host);
  };
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  page.on('pageerror', (error) => errors.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`);
  });
  await page.exposeFunction('reportViolation', (text: string) => errors.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.reportViolation(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { page, errors, origins, close: () => context.close() };
}

/** A test that has run, as Vitest tells of it. */
interface RunTest {
  name: string;
  result?: { state: string };
}

/**
 * After each test: one that failed leaves a picture of every open page, and what the product said,
 * for whoever looks into it. Then all pages are closed: each that stayed open would work on beside
 * the tests to come.
 */
export async function closePages(
  { name, result }: RunTest,
  browser: Browser | undefined,
  log = '',
): Promise<void> {
  const contexts = browser?.contexts() ?? [];
  if (result?.state === 'fail') await keepEvidence(name, contexts, log);
  for (const context of contexts) await context.close();
}

async function keepEvidence(name: string, contexts: BrowserContext[], log: string): Promise<void> {
  const folder = path.join(ARTIFACTS, name.replaceAll(/[^\w]+/g, '-'));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'product.log'), log);
  for (const [index, page] of contexts.flatMap((context) => context.pages()).entries()) {
    await page.screenshot({ path: path.join(folder, `page-${index + 1}.png`) });
  }
}
