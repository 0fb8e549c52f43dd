import type { Browser } from 'playwright-core';
import { BROWSER, launchBrowser, openPage, PHONE } from '../harness/browser.ts';
import { newId, noisePicture } from '../harness/device.ts';
import { startRelayAlone } from './relay-alone.ts';
import { ms, notRun, times, type Finding } from './report.ts';
import { percentile } from './statistics.ts';
import type { BenchOptions } from './options.ts';

/** Slow 4G as Lighthouse shapes it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const LINE = { downKbit: 1_600, upKbit: 750, roundTripMs: 150 };
const PHOTOS = 30;

/** Opens a page behind the slow line with an empty cache; resolves to when what was waited for is painted. */
async function openSlowly(
  browser: Browser,
  address: string,
  isPainted: () => boolean,
): Promise<{ painted: number; bytes: number }> {
  const opened = await openPage(browser, PHONE);
  const { page } = opened;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LINE.roundTripMs,
    downloadThroughput: (LINE.downKbit * 1000) / 8,
    uploadThroughput: (LINE.upKbit * 1000) / 8,
  });
  let bytes = 0;
  devtools.on('Network.dataReceived', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(address, { waitUntil: 'commit' });
  const painted = await page
    .waitForFunction(isPainted)
    .then(() => page.evaluate(() => performance.now()));
  await opened.close();
  return { painted, bytes };
}

/** How long a guest on a slow phone network waits for the first picture. */
export async function firstPicture({ short }: BenchOptions): Promise<Finding[]> {
  const what = `first picture of a gallery, ${LINE.downKbit / 1000} Mbit/s and ${LINE.roundTripMs} ms, empty cache`;
  if (BROWSER === null) return [notRun('first picture', what, '', 'There is no browser.')];
  const relay = await startRelayAlone();
  const browser = await launchBrowser();
  try {
    const thumb = await noisePicture(400, 267, 25_000);
    const grid = await noisePicture(1080, 720, 150_000);
    await relay.device.upload(thumb);
    await relay.device.upload(grid);
    let picture = '';
    for (let count = 0; count < PHOTOS; count += 1) {
      const { photo } = await relay.device.publish(newId(Date.now()), 1, thumb, grid);
      picture = photo.renditions.thumb.url;
    }
    const rounds = short ? 2 : 7;
    const gallery: number[] = [];
    const floor: number[] = [];
    let bytes = 0;
    for (let round = 0; round < rounds; round += 1) {
      const seen = await openSlowly(
        browser,
        `${relay.url}/g/${relay.slug}`,
        () => document.querySelector('img[data-painted]') !== null,
      );
      gallery.push(seen.painted);
      bytes = seen.bytes;
      const bare = await openSlowly(
        browser,
        // The least there is: the picture alone.
        relay.url + picture,
        () => document.images[0]?.complete === true && document.images[0].naturalWidth > 0,
      );
      floor.push(bare.painted);
    }
    const [own, bare] = [percentile(gallery, 0.5), percentile(floor, 0.5)];
    return [
      {
        bench: 'first picture',
        what,
        figure: ms(own),
        comparison: `the bare picture ${ms(bare)}`,
        ratio: times(own / bare),
        budget: '',
        verdict: 'no budget',
        note: `median of ${rounds}; ${(bytes / 1024).toFixed(0)} KB had arrived by then`,
      },
    ];
  } finally {
    await browser.close();
    await relay.stop();
  }
}
