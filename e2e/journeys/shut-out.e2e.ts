import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ShotView } from '@picture-live/desktop/bridge';
import { LoggedIn, RemovalProgress } from '@picture-live/shared/protocol';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { BROWSER, openPage, PHONE } from '../harness/browser.ts';
import { photograph } from '../harness/frames.ts';
import { openGallery } from '../harness/gallery.ts';
import { retract } from '../harness/relay-view.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';
import { until } from '../harness/until.ts';

const FRAMES = 18;
const stage = setStage();
const ids: string[] = [];
const names: string[] = [];

/** A JSON call to the relay, as whoever the token says. */
async function call(
  method: string,
  url: string,
  token: string | null,
  body?: object,
): Promise<unknown> {
  const reply = await fetch(new URL(url, stage.relay.origin), {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${url} answered ${reply.status}`);
  return reply.json();
}

async function deviceToken(): Promise<string> {
  const file = path.join(stage.product.home, 'secrets.json');
  const secrets: unknown = JSON.parse(await readFile(file, 'utf8'));
  return z.parse(z.looseObject({ deviceToken: z.string() }), secrets).deviceToken;
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Access code').fill(code);
  await page.getByRole('button', { name: 'Open' }).click();
}

describe.skipIf(BROWSER === null)('what is taken away', () => {
  beforeAll(async () => {
    const { hotFolder, ready } = stage.product;
    for (let seed = 1; seed <= FRAMES; seed += 1) {
      const frame = await photograph(seed);
      await writeFile(path.join(hotFolder, frame.name), frame.bytes);
      names.unshift(frame.name);
      const isLive = ({ state }: { state: string }): boolean => state === 'live';
      ids.unshift((await openTether(ready.tether).waitForShot(frame.name, isLive)).id);
    }
    await stage.relay.waitForComplete(FRAMES);
  });

  it('is counted: gone from two of two screens, one of which had it open', async () => {
    const { home, ready } = stage.product;
    const [taken = ''] = ids;
    const grid = await openGallery((await openPage(stage.browser, PHONE)).page, ready.gallery);
    const viewing = await openGallery((await openPage(stage.browser, PHONE)).page, ready.gallery);
    await grid.picture(taken).waitFor();
    await viewing.openPhoto(taken);
    await retract(home, stage.relay, taken);
    const token = await deviceToken();
    const progress = await until('every screen to have said so', async () => {
      const told = await call('GET', `/api/photos/${taken}/removal`, token);
      const { gone, screens } = z.parse(RemovalProgress, told);
      return gone === screens && gone > 0 ? [gone, screens] : null;
    });
    expect(progress).toEqual([2, 2]);
    const isCounted = ({ removal }: ShotView): boolean => removal?.gone === 2;
    const { tether } = stage.product.ready;
    const shot = await openTether(tether).waitForShot(names[0] ?? '', isCounted);
    expect(shot.removal).toEqual({ gone: 2, screens: 2 });
    for (const { page } of [grid, viewing]) {
      expect(await page.locator(`img[src*="/media/${taken}/"]`).count()).toBe(0);
    }
  });

  it('a guest whose code was changed is asked for the new one and comes back to the same photo', async () => {
    const { ready } = stage.product;
    const account = {
      email: 'anna@studio.example',
      password: 'a long enough password',
      name: 'Anna',
    };
    const registered = await call('POST', '/api/auth/register', null, account);
    const { accessToken } = z.parse(LoggedIn, registered);
    const session = `/api/sessions/${stage.relay.sessionId}`;
    await call('PUT', session, accessToken, { access: 'code', accessCode: 'first code' });

    const { page } = await openPage(stage.browser, PHONE);
    await page.goto(ready.gallery);
    await enterCode(page, 'first code');
    await page.locator('.live.is-live').waitFor();
    await page.mouse.wheel(0, 900);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(300);
    const first = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>('[data-photo-id]')].find(
          (cell) => cell.getBoundingClientRect().bottom > 0,
        )?.dataset['photoId'] ?? '',
    );

    await call('PUT', session, accessToken, { accessCode: 'second code' });
    await page.getByText('asks for its access code again').waitFor();
    expect(await page.locator(`[data-photo-id="${first}"]`).count()).toBe(1);
    const before = await page.locator(`[data-photo-id="${first}"]`).boundingBox();
    await page.getByRole('button', { name: 'Enter code' }).click();
    await enterCode(page, 'second code');
    await page.locator('.live.is-live').waitFor();
    await expect
      .poll(async () => {
        const after = await page.locator(`[data-photo-id="${first}"]`).boundingBox();
        return Math.abs((after?.y ?? Number.NaN) - (before?.y ?? Number.NaN));
      })
      .toBeLessThan(2);
    expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(300);
  });
});
