import type { Browser, Page } from 'playwright-core';
import { BROWSER, LAPTOP, launchBrowser, openPage } from '../../harness/browser.ts';
import type { BenchOptions } from '../options.ts';
import { atMost, ms, notRun, times, type Finding } from '../report.ts';
import { median } from '../statistics.ts';
import { startReview, type ReviewEngine } from './engine-alone.ts';
import { keysToPaint } from './key-to-paint.ts';

const LONG_FRAME_MS = 50;
const FEW = 100;
/** Moving, deciding, stars and undoing, as a person sorts. */
const KEYS = ['ArrowLeft', 'x', 'z', 'ArrowLeft', '3', 'ArrowUp', 'h', 'u'];

interface Frames {
  all: number;
  long: number;
}

/** Scrolls an element up by so many of its screens, a twelfth in each frame. */
function scrollUp(page: Page, selector: string, screens: number): Promise<Frames> {
  return page.evaluate(
    ([which, count, longMs]) =>
      new Promise<Frames>((resolve) => {
        const element = document.querySelector(which);
        if (!element) throw new Error(`There is no ${which}.`);
        const step = element.clientHeight / 12;
        const until = Math.max(0, element.scrollTop - count * element.clientHeight);
        const frames: Frames = { all: 0, long: 0 };
        let before = performance.now();
        const frame = (): void => {
          const now = performance.now();
          frames.all += 1;
          if (now - before > longMs) frames.long += 1;
          before = now;
          if (element.scrollTop <= until + step) return resolve(frames);
          element.scrollBy({ top: -step, behavior: 'instant' });
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [selector, screens, LONG_FRAME_MS] as const,
  );
}

/** What this machine's browser makes of the least there is to scroll: stripes, without a script. */
async function scrollStripes(browser: Browser, screens: number): Promise<Frames> {
  const opened = await openPage(browser, LAPTOP);
  const { page } = opened;
  const stripe = '<div style="height:100px;margin:0 0 100px;background:#888"></div>';
  const style = 'height:700px;overflow:auto';
  await page.setContent(`<div id="box" style="${style}">${stripe.repeat(screens * 4)}</div>`);
  await page.locator('#box').evaluate((box) => box.scrollTo(0, box.scrollHeight));
  const frames = await scrollUp(page, '#box', screens);
  await opened.close();
  return frames;
}

/** The light table with all its shots loaded, at the newest. */
async function openTable(browser: Browser, { url }: ReviewEngine, shots: number): Promise<Page> {
  const { page } = await openPage(browser, LAPTOP);
  await page.goto(url);
  await page.locator('.frame img.loaded').first().waitFor();
  await page.keyboard.press('g');
  const all = shots.toLocaleString('en');
  await page.getByText(`${all} of ${all}`).waitFor();
  await page.locator('.cell img.loaded').first().waitFor();
  return page;
}

async function decide(browser: Browser, engine: ReviewEngine, shots: number, rounds: number) {
  const page = await openTable(browser, engine, shots);
  const [warm, ...keys] = Array.from({ length: rounds + 1 }, () => KEYS);
  await keysToPaint(page, warm ?? []);
  const figures = await keysToPaint(page, keys.flat());
  return { page, figure: median(figures) };
}

const shareOfLong = ({ all, long }: Frames): string => `${((long / all) * 100).toFixed(1)} %`;

/** Whether somebody can sort the shots of a whole wedding without waiting. */
export async function lightTable({ short }: BenchOptions): Promise<Finding[]> {
  const count = short ? 1_000 : 5_000;
  const screens = short ? 20 : 100;
  const rounds = short ? 4 : 20;
  const scene = `${count.toLocaleString('en')} shots`;
  if (BROWSER === null) {
    return [notRun('light-table', scene, '≤ 2 % long frames', 'There is no browser.')];
  }
  const engine = await startReview();
  const browser = await launchBrowser();
  try {
    await engine.restartWith(FEW);
    const few = await decide(browser, engine, FEW, rounds);
    await few.page.context().close();
    await engine.restartWith(count);
    const many = await decide(browser, engine, count, rounds);
    const floor = await scrollStripes(browser, Math.min(40, screens));
    const frames = await scrollUp(many.page, '.light-grid', screens);
    const nodes = await many.page.evaluate(() => document.querySelectorAll('*').length);
    const ratio = many.figure / few.figure;
    const line = { bench: 'light-table' };
    return [
      {
        ...line,
        what: `${scene}, ${screens} screens: frames over ${LONG_FRAME_MS} ms`,
        figure: `${shareOfLong(frames)} of ${frames.all}`,
        comparison: `bare stripes ${shareOfLong(floor)}`,
        ratio: '',
        budget: '≤ 2 %',
        verdict: atMost(frames.long / frames.all, 0.02),
      },
      {
        ...line,
        what: `${scene}: key pressed → painted, median`,
        figure: ms(many.figure),
        comparison: `${FEW} shots ${ms(few.figure)}`,
        ratio: times(ratio),
        budget: '≤ 1.5 ×',
        verdict: atMost(ratio, 1.5),
      },
      {
        ...line,
        what: 'elements in the document afterwards',
        figure: String(nodes),
        comparison: '',
        ratio: '',
        budget: '≤ 1,500',
        verdict: atMost(nodes, 1_500),
      },
    ];
  } finally {
    await browser.close();
    await engine.stop();
  }
}
