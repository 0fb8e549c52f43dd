import path from 'node:path';
import { BROWSER, launchBrowser, openPage, PHONE } from '../harness/browser.ts';
import { writeInPieces } from '../harness/file-writers.ts';
import { largePhotographs } from '../harness/frames.ts';
import { openGallery } from '../harness/gallery.ts';
import { startProduct } from '../harness/product.ts';
import { openTether } from '../harness/tether.ts';
import { sleep, until } from '../harness/until.ts';
import type { BenchOptions } from './options.ts';
import { atMost, ms, notRun, type Finding } from './report.ts';
import { median, percentile } from './statistics.ts';

const PACE = { pieces: 40, ms: 800 };
/** Between two shots, so that each is measured alone: its `full` rendition has gone out. */
const REST_MS = 1_500;

/** From the last byte in the hot folder to the decoded picture on a guest's page. */
export async function firstPaint({ short }: BenchOptions): Promise<Finding[]> {
  const what = '24 MP file complete → decoded on an open gallery page';
  if (BROWSER === null) {
    return [notRun('first paint', what, 'p50 ≤ 500 ms, p95 ≤ 1 s', 'There is no browser.')];
  }
  const frames = await largePhotographs(short ? 4 : 30);
  const product = await startProduct();
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, PHONE);
    const gallery = await openGallery(page, product.ready.gallery);
    const delays: number[] = [];
    const seen = new Set<string>();
    for (const frame of frames) {
      const completeAt = await writeInPieces(
        path.join(product.hotFolder, frame.name),
        frame.bytes,
        PACE,
      );
      // A photo's own first: when a row is laid out anew, older ones may load a larger rendition.
      const { photoId, at } = await until(`${frame.name} on the page`, async () =>
        (await gallery.paints()).find((paint) => !seen.has(paint.photoId)),
      );
      seen.add(photoId);
      delays.push(at - completeAt);
      await sleep(REST_MS);
    }
    // The first photo also compiles the engine's and the page's code.
    const [, ...warm] = delays;
    const { latency } = await openTether(product.ready.tether).status();
    const told =
      latency.painted === null
        ? 'The tether UI shows no figure.'
        : `The tether UI says p50 ${ms(latency.painted.p50)}, p95 ${ms(latency.painted.p95)}.`;
    const finding = (name: string, value: number, limit: number): Finding => ({
      bench: 'first paint',
      what: `${what}, ${name} of ${warm.length}`,
      figure: ms(value),
      comparison: '',
      ratio: '',
      budget: `≤ ${limit} ms`,
      verdict: atMost(value, limit),
    });
    return [
      {
        ...finding('p50', median(warm), 500),
        note: `first photo after the start ${ms(delays[0] ?? Number.NaN)}; smallest ${ms(Math.min(...warm))}, largest ${ms(Math.max(...warm))}. ${told}`,
      },
      finding('p95', percentile(warm, 0.95), 1000),
    ];
  } finally {
    await browser.close();
    await product.stop();
  }
}
