import type { Response } from 'playwright-core';
import { BROWSER, launchBrowser, openPage, PHONE } from '../harness/browser.ts';
import { newId, noisePicture } from '../harness/device.ts';
import { startRelayAlone } from './relay-alone.ts';
import { atMost, notRun, type Finding } from './report.ts';

const BUDGET_KB = 70;
const BUDGET = `≤ ${BUDGET_KB} KB`;

/** What a guest's phone loads of JavaScript and CSS on the first visit, as sent. */
export async function guestPage(): Promise<Finding[]> {
  const what = 'JavaScript and CSS of the first load, as sent';
  if (BROWSER === null) return [notRun('guest page', what, BUDGET, 'There is no browser.')];
  const relay = await startRelayAlone();
  const browser = await launchBrowser();
  try {
    const thumb = await noisePicture(400, 267, 10_000);
    const grid = await noisePicture(1080, 720, 60_000);
    await relay.device.upload(thumb);
    await relay.device.upload(grid);
    await relay.device.publish(newId(Date.now()), 1, thumb, grid);
    const { page } = await openPage(browser, PHONE);
    const answers: Response[] = [];
    page.on('response', (response) => answers.push(response));
    const first = await page.goto(`${relay.url}/g/${relay.slug}`, { waitUntil: 'networkidle' });
    const inlined = await page.evaluate(() =>
      [...document.querySelectorAll('script:not([src]), style')]
        .map((element) => element.textContent.length)
        .reduce((total, length) => total + length, 0),
    );
    let bytes = 0;
    const files: string[] = [];
    for (const answer of answers) {
      const type = answer.request().resourceType();
      if (type !== 'script' && type !== 'stylesheet') continue;
      const { responseBodySize } = await answer.request().sizes();
      bytes += responseBodySize;
      files.push(`${new URL(answer.url()).pathname} ${(responseBodySize / 1024).toFixed(1)} KB`);
    }
    const html = await first?.request().sizes();
    return [
      {
        bench: 'guest page',
        what,
        figure: `${(bytes / 1024).toFixed(1)} KB in ${files.length} files`,
        comparison: '',
        ratio: '',
        budget: BUDGET,
        verdict: atMost(bytes / 1024, BUDGET_KB),
        note: `${files.join(', ')}; the page itself ${((html?.responseBodySize ?? 0) / 1024).toFixed(1)} KB as sent, ${(inlined / 1024).toFixed(1)} KB of it inlined data, script and style before compression`,
      },
    ];
  } finally {
    await browser.close();
    await relay.stop();
  }
}
