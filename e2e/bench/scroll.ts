import type { Browser, CDPSession, Page } from 'playwright-core';
import { BROWSER, launchBrowser, openPage, PHONE } from '../harness/browser.ts';
import { newId, noisePicture } from '../harness/device.ts';
import { openGallery } from '../harness/gallery.ts';
import { multiplyInSqlite } from './many-photos.ts';
import type { BenchOptions } from './options.ts';
import { startRelayAlone } from './relay-alone.ts';
import { atMost, notRun, type Finding } from './report.ts';

const THROTTLING = 4;
const LONG_FRAME_MS = 50;
/** Memory is compared from here on: by then everything has been loaded once. */
const WARM_SCREENS = 20;
/** What a page may keep of each photo it has loaded: the record, with two signed addresses. */
const RECORD_KILOBYTES = 1.5;

interface Frames {
  all: number;
  long: number;
}

/** Scrolls by so many screens, a twelfth in each frame, as fast as a thumb flicks. */
function scrollBy(page: Page, screens: number): Promise<Frames> {
  return page.evaluate(
    ([count, longMs]) =>
      new Promise<Frames>((resolve) => {
        const step = window.innerHeight / 12;
        const until = window.scrollY + count * window.innerHeight;
        const frames: Frames = { all: 0, long: 0 };
        let before = performance.now();
        const bottom = document.documentElement.scrollHeight - window.innerHeight;
        const frame = (): void => {
          const now = performance.now();
          frames.all += 1;
          if (now - before > longMs) frames.long += 1;
          before = now;
          // Whatever the page is, it ends somewhere.
          if (window.scrollY >= Math.min(until, bottom) - step) return resolve(frames);
          window.scrollBy({ top: step, behavior: 'instant' });
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [screens, LONG_FRAME_MS] as const,
  );
}

/** How many photos the page has asked for by now. */
function countLoaded(page: Page): () => number {
  let loaded = 0;
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/api/photos') loaded += Number(searchParams.get('limit'));
  });
  return () => loaded;
}

async function heapMegabytes(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 2 ** 20;
}

const shareOfLong = ({ all, long }: Frames): string => `${((long / all) * 100).toFixed(1)} %`;

/** What this machine's browser makes of the least there is to scroll: stripes, without a script. */
async function scrollStripes(browser: Browser, screens: number): Promise<Frames> {
  const opened = await openPage(browser, PHONE);
  const { page } = opened;
  const stripe = '<div style="height:100px;margin:0 0 100px;background:#888"></div>';
  const meta = '<meta name="viewport" content="width=device-width">';
  await page.setContent(meta + stripe.repeat(screens * 6));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING });
  const frames = await scrollBy(page, screens);
  await opened.close();
  return frames;
}

/** Whether a cheap phone scrolls through a whole wedding. */
export async function scroll({ short }: BenchOptions): Promise<Finding[]> {
  const count = short ? 2_000 : 10_000;
  const screens = short ? 40 : 200;
  const scene = `${count.toLocaleString('en')} photos, ${THROTTLING} × slower CPU, ${screens} screens`;
  if (BROWSER === null) {
    return [notRun('scroll', scene, '≤ 2 % long frames', 'There is no browser.')];
  }
  const relay = await startRelayAlone();
  const browser = await launchBrowser();
  try {
    const thumb = await noisePicture(400, 267, 25_000);
    const grid = await noisePicture(1080, 720, 150_000);
    await relay.device.upload(thumb);
    await relay.device.upload(grid);
    await relay.device.publish(newId(Date.now()), 1, thumb, grid);
    await relay.restartAfter((dataDir) => multiplyInSqlite(dataDir, count));
    const { page } = await openPage(browser, PHONE);
    const loaded = countLoaded(page);
    await openGallery(page, `${relay.url}/g/${relay.slug}`);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING });
    const floor = await scrollStripes(browser, Math.min(40, screens));
    const first = await scrollBy(page, WARM_SCREENS);
    const before = await heapMegabytes(devtools);
    const loadedBefore = loaded();
    const rest = await scrollBy(page, screens - WARM_SCREENS);
    const after = await heapMegabytes(devtools);
    const records = loaded() - loadedBefore;
    const allowance = (records * RECORD_KILOBYTES) / 1_000;
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    const frames = { all: first.all + rest.all, long: first.long + rest.long };
    const line = { bench: 'scroll', comparison: '', ratio: '' };
    return [
      {
        ...line,
        what: `${scene}: frames over ${LONG_FRAME_MS} ms`,
        figure: `${shareOfLong(frames)} of ${frames.all}`,
        comparison: `bare stripes ${shareOfLong(floor)}`,
        budget: '≤ 2 %',
        verdict: atMost(frames.long / frames.all, 0.02),
      },
      {
        ...line,
        what: 'elements in the document afterwards',
        figure: String(nodes),
        budget: '≤ 1,500',
        verdict: atMost(nodes, 1_500),
      },
      {
        ...line,
        what: `JavaScript memory after ${screens} screens`,
        figure: `${after.toFixed(1)} MB`,
        comparison: `after ${WARM_SCREENS} screens ${before.toFixed(1)} MB`,
        budget: `no growth but ≤ ${RECORD_KILOBYTES} KB for each of ${records} photos loaded`,
        verdict: atMost(after, before + allowance),
      },
    ];
  } finally {
    await browser.close();
    await relay.stop();
  }
}
