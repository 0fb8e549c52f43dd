import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod/mini';
import { connectToPage, type AppPage } from '../harness/desktop-app/app-page.ts';
import { findBinary, withDebugPort, withFakeElectron } from '../harness/desktop-app/binary.ts';
import { startDesktopApp, type DesktopApp } from '../harness/desktop-app/desktop-app.ts';
import { openDisplay } from '../harness/desktop-app/display.ts';
import { photograph } from '../harness/frames.ts';
import { freePort } from '../harness/ports.ts';
import { isAlive } from '../harness/processes.ts';
import { temporaryFolder } from '../harness/project.ts';
import { sleep, until } from '../harness/until.ts';

const found = findBinary();
const skipped = 'missing' in found ? `SKIPPED: no Electron binary here: ${found.missing}` : null;
if (skipped !== null) {
  process.stderr.write(`\n!! The desktop app in its real window is ${skipped}\n\n`);
}

async function drop(app: DesktopApp, seed: number): Promise<void> {
  const { name, bytes } = await photograph(seed);
  await writeFile(path.join(app.hotFolder, name), bytes);
}

test('npm start opens the desktop app where Electron is there, and a dropped photo goes live', async () => {
  const scratch = await temporaryFolder('desktop-app');
  onTestFinished(() => scratch.remove());
  const app = await startDesktopApp({
    folder: scratch.path,
    electron: withFakeElectron(path.join(scratch.path, 'electron')),
    env: { DISPLAY: ':0' },
  });
  onTestFinished(async () => void (await app.stop()));
  await drop(app, 1);
  await app.relay.waitForComplete(1);
  expect(await app.stop()).toBe(0);
  expect(isAlive(app.enginePid)).toBe(false);
});

describe.skipIf(skipped !== null)(skipped ?? 'the desktop app in its real window', () => {
  let app: DesktopApp;
  let page: AppPage;
  const cleanUp: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const scratch = await temporaryFolder('desktop-app');
    cleanUp.push(() => scratch.remove());
    const display = await openDisplay();
    cleanUp.push(() => display.stop());
    const port = await freePort();
    const binary = 'binary' in found ? found.binary : '';
    app = await startDesktopApp({
      folder: scratch.path,
      electron: withDebugPort(path.join(scratch.path, 'electron'), binary, port),
      env: display.env,
    });
    cleanUp.push(() => app.stop());
    page = await connectToPage(port, 'app://tether/');
    cleanUp.push(async () => page.close());
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    process.stderr.write(app.log().slice(-4_000));
    await page.screenshot(`electron-${task.name}`);
  });
  afterAll(async () => {
    for (const step of cleanUp.toReversed()) await step();
  });

  test('the window shows the tether UI', async () => {
    await until('the UI to be drawn', () =>
      page.evaluate(z.boolean(), `(document.querySelector('#app')?.childElementCount ?? 0) > 0`),
    );
    expect(await page.evaluate(z.string(), 'document.title')).toContain('Picture Live');
    expect(await page.evaluate(z.string(), 'document.visibilityState')).toBe('visible');
  });

  test('the page has the bridge and nothing of Node or Electron', async () => {
    const kinds = `[typeof require, typeof process, typeof module, typeof Buffer, typeof global]`;
    expect(await page.evaluate(z.array(z.string()), kinds)).toEqual(Array(5).fill('undefined'));
    expect(
      await page.evaluate(z.array(z.string()), 'Object.keys(window.pictureLiveTransport).sort()'),
    ).toEqual(['invoke', 'onConnection', 'subscribe']);
    const outcome = z.looseObject({ ok: z.boolean(), value: z.unknown() });
    expect(
      await page.evaluate(outcome, `window.pictureLiveTransport.invoke('capabilities', null)`),
    ).toEqual({ ok: true, value: { shell: 'electron', revealInFolder: true, folderDialog: true } });
  });

  test('the page can run no foreign script, open no window, go nowhere else and ask nobody', async () => {
    const inline = `(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ranInline = true';
      document.body.append(script);
      script.remove();
      return window.ranInline === true;
    })()`;
    expect(await page.evaluate(z.boolean(), inline)).toBe(false);
    expect(await page.evaluate(z.boolean(), `window.open('about:blank') === null`)).toBe(true);
    const asks = `fetch('http://127.0.0.1:1/').then(() => 'answered', () => 'refused')`;
    expect(await page.evaluate(z.string(), asks)).toBe('refused');
    const asksPerson = `navigator.permissions.query({ name: 'notifications' }).then(({ state }) => state)`;
    expect(await page.evaluate(z.string(), asksPerson)).toBe('denied');
    await page.evaluate(z.unknown(), `void (location.href = 'http://127.0.0.1:1/')`);
    await sleep(500);
    expect(await page.evaluate(z.string(), 'location.href')).toBe('app://tether/');
  });

  test('a dropped photo is live, and its picture is shown', async () => {
    await drop(app, 2);
    await app.relay.waitForComplete(1);
    await until('the picture to be shown', () =>
      page.evaluate(
        z.boolean(),
        `[...document.images].some((image) => image.src.startsWith('app://tether/media/') && image.complete && image.naturalWidth > 0)`,
      ),
    );
    await until('the counter to say so', async () => {
      const status = await page.evaluate(
        z.looseObject({ value: z.looseObject({ counts: z.looseObject({ live: z.int() }) }) }),
        `window.pictureLiveTransport.invoke('status', null)`,
      );
      return status.value.counts.live === 1;
    });
  });

  test('closing the window ends everything, in order', async () => {
    await page.evaluate(z.unknown(), `void setTimeout(() => window.close(), 50)`);
    expect(await app.ended()).toBe(0);
    expect(isAlive(app.enginePid)).toBe(false);
  });
});
