import type { CDPSession, Page } from 'playwright-core';
import { BROWSER, launchBrowser, openPage } from '../harness/browser.ts';
import { newId, noisePicture } from '../harness/device.ts';
import { openWall, PROJECTOR } from '../harness/wall.ts';
import type { BenchOptions } from './options.ts';
import { startRelayAlone, type RelayAlone } from './relay-alone.ts';
import { atMost, notRun, type Finding } from './report.ts';

const THROTTLING = 4;
const LONG_FRAME_MS = 50;
const PHOTOS = 6;
/** Memory is compared from here on: by then the pool of files is full of these photos. */
const WARM_PHOTOS = 40;
/** Of noise and chance in what a browser counts as its heap. */
const ALLOWED_MB = 2;

interface Frames {
  all: number;
  long: number;
  worst: number;
}

/** Photos whose largest files are as large as those of a camera. */
async function publishLarge(relay: RelayAlone, count: number): Promise<string[]> {
  const urls: string[] = [];
  const thumb = await noisePicture(400, 267, 25_000);
  await relay.device.upload(thumb);
  for (let made = 0; made < count; made += 1) {
    // Where there is no `full`, a wall takes the largest there is: here as many pixels.
    const large = await noisePicture(2_560, 1_707, 900_000);
    await relay.device.upload(large);
    const { photo } = await relay.device.publish(newId(Date.now()), 1, thumb, large);
    urls.push(photo.renditions.grid.url);
  }
  return urls;
}

/** Counts the frames during so many cross-fades. */
function watchFades(page: Page, fades: number): Promise<Frames> {
  return page.evaluate(
    ([count, longMs]) =>
      new Promise<Frames>((resolve) => {
        const frames: Frames = { all: 0, long: 0, worst: 0 };
        let before = performance.now();
        let wasFading = false;
        let seen = 0;
        const frame = (now: number): void => {
          const isFading = document.getAnimations().some((one) => one.playState === 'running');
          const took = now - before;
          before = now;
          if (isFading) {
            frames.all += 1;
            frames.worst = Math.max(frames.worst, took);
            if (took > longMs) frames.long += 1;
          } else if (wasFading) seen += 1;
          wasFading = isFading;
          if (seen >= count) return resolve(frames);
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [fades, LONG_FRAME_MS] as const,
  );
}

/** The least there is to fade: two of the same pictures in a page that does nothing else. */
async function fadePictures(page: Page, urls: string[]): Promise<Frames> {
  return page.evaluate(
    async ([sources, longMs]) => {
      const images = sources.map((src) => {
        const image = new Image();
        image.src = src;
        Object.assign(image.style, { position: 'fixed', inset: '0', width: '100%' });
        image.style.willChange = 'opacity';
        return image;
      });
      await Promise.all(images.map((image) => image.decode()));
      document.body.replaceChildren(...images);
      await new Promise((resolve) => {
        setTimeout(resolve, 2_000);
      });
      const frames: Frames = { all: 0, long: 0, worst: 0 };
      const fade = images.at(-1)?.animate([{ opacity: 1 }, { opacity: 0 }], 4_000);
      let before = performance.now();
      return new Promise<Frames>((resolve) => {
        const frame = (now: number): void => {
          const took = now - before;
          before = now;
          frames.all += 1;
          frames.worst = Math.max(frames.worst, took);
          if (took > longMs) frames.long += 1;
          if (fade?.playState === 'finished') return resolve(frames);
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
    },
    [urls, LONG_FRAME_MS] as const,
  );
}

/** Shows so many photos, as fast as they can be decoded. */
async function showPhotos(page: Page, count: number): Promise<void> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        let shown = 0;
        let last = '';
        const step = (): void => {
          const slides = document.querySelectorAll<HTMLElement>('.slide');
          const id = slides[0]?.dataset['photoId'] ?? '';
          if (slides.length === 1 && id !== last) {
            last = id;
            shown += 1;
            if (shown >= wanted) return resolve();
            window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
          }
          setTimeout(step, 5);
        };
        step();
      }),
    count,
  );
}

async function heapMegabytes(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 2 ** 20;
}

const shareOfLong = ({ all, long }: Frames): string => `${((long / all) * 100).toFixed(1)} %`;

/** Whether an old mini-PC fades large photographs smoothly, for hours. */
export async function wall({ short }: BenchOptions): Promise<Finding[]> {
  const fades = short ? 4 : 20;
  const photos = short ? 100 : 500;
  const scene = `1080p, ${THROTTLING} × slower CPU, photos of 2,560 px`;
  if (BROWSER === null) return [notRun('wall', scene, '≤ 2 % more', 'There is no browser.')];
  const relay = await startRelayAlone();
  const browser = await launchBrowser();
  try {
    const urls = await publishLarge(relay, PHOTOS);
    // The floor is drawn on a page of the relay that may show no pictures.
    const { page } = await openPage(browser, { ...PROJECTOR, bypassCSP: true });
    const address = `${relay.url}/wall/${relay.slug}`;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING });
    await page.goto(relay.url);
    const floor = await fadePictures(page, urls.slice(0, 2));
    const showing = await openWall(page, `${address}?seconds=4`);
    await showing.atRest();
    const frames = await watchFades(page, fades);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const cutting = await openWall(page, `${address}?seconds=120&transition=cut`);
    await cutting.atRest();
    await showPhotos(page, WARM_PHOTOS);
    const before = await heapMegabytes(devtools);
    await showPhotos(page, photos - WARM_PHOTOS);
    const after = await heapMegabytes(devtools);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    const line = { bench: 'wall', ratio: '' };
    return [
      {
        ...line,
        what: `${scene}: frames over ${LONG_FRAME_MS} ms in ${fades} cross-fades`,
        figure: `${shareOfLong(frames)} of ${frames.all}, the longest ${Math.round(frames.worst)} ms`,
        comparison: `two still pictures ${shareOfLong(floor)}, ${Math.round(floor.worst)} ms`,
        budget: '≤ 2 % more',
        verdict: atMost(frames.long / frames.all, floor.long / floor.all + 0.02),
      },
      {
        ...line,
        what: `JavaScript memory after ${photos} photos`,
        figure: `${after.toFixed(1)} MB`,
        comparison: `after ${WARM_PHOTOS} photos ${before.toFixed(1)} MB`,
        budget: `≤ ${ALLOWED_MB} MB more`,
        verdict: atMost(after, before + ALLOWED_MB),
      },
      {
        ...line,
        what: 'elements in the document afterwards',
        figure: String(nodes),
        comparison: '',
        budget: '≤ 100',
        verdict: atMost(nodes, 100),
      },
    ];
  } finally {
    await browser.close();
    await relay.stop();
  }
}
