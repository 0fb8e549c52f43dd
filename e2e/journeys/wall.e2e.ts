import { messageClient, removalClient, sessionClient } from '@picture-live/shared/client';
import type { Photo } from '@picture-live/shared/protocol';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { accessibilityProblems } from '../harness/accessibility.ts';
import { BROWSER, openPage } from '../harness/browser.ts';
import { publishColour } from '../harness/coloured-photo.ts';
import { newId, type Device } from '../harness/device.ts';
import { setRelayStage, type OpenSession } from '../harness/relay-stage.ts';
import { until } from '../harness/until.ts';
import { openWall, PROJECTOR, type Colour, type WallView } from '../harness/wall.ts';

const RED: Colour = [200, 30, 30];
const GREEN: Colour = [30, 160, 60];
const BLUE: Colour = [30, 60, 200];
const COLOURS = [RED, GREEN, BLUE, [200, 180, 20], [150, 40, 170], [20, 160, 170]] as const;
/** Photos stay until something happens to them. */
const SLOW = '?seconds=120';

const stage = setRelayStage();
let session: OpenSession;
let device: Device;
let errors: string[];

const sessions = () => sessionClient(stage.owner.auth.call);
const address = (query = ''): string => `${stage.url}/wall/${session.slug}${query}`;

async function open(query = '', before?: (page: Page) => Promise<void>): Promise<WallView> {
  const opened = await openPage(stage.browser, PROJECTOR);
  ({ errors } = opened);
  await before?.(opened.page);
  return openWall(opened.page, address(query));
}

async function publishSome(count: number): Promise<Photo[]> {
  const photos: Photo[] = [];
  for (const colour of COLOURS.slice(0, count)) photos.push(await publishColour(device, colour));
  return photos;
}

const isNear = (seen: Colour, wanted: Colour): boolean =>
  seen.every((value, index) => Math.abs(value - (wanted[index] ?? 0)) < 12);

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Access code').fill(code);
  await page.getByRole('button', { name: 'Open' }).click();
}

describe.skipIf(BROWSER === null)('the wall', () => {
  beforeEach(async () => {
    session = await stage.openSession('Anna & Li');
    ({ device } = session);
  });

  it('welcomes an empty hall, and shows the first photo by itself', async () => {
    const wall = await open(SLOW);
    await wall.page.getByText('The first photo will appear here').waitFor();
    expect(await accessibilityProblems(wall.page)).toEqual([]);
    const photo = await publishColour(device, RED);
    await wall.waitFor(photo.id);
    await expect.poll(async () => isNear(await wall.colour(), RED)).toBe(true);
    expect(await wall.page.getByText('The first photo will appear here').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('shows a photo that was just taken next, whatever was to come', async () => {
    await publishSome(3);
    const wall = await open(SLOW);
    await wall.atRest();
    const fresh = await publishColour(device, BLUE);
    await wall.waitFor(fresh.id);
    expect(isNear(await wall.colour(), BLUE)).toBe(true);
    expect(await accessibilityProblems(wall.page)).toEqual([]);
  });

  it('no longer shows a photo that is taken back in the middle of a transition', async () => {
    const [first, second] = await publishSome(2);
    const wall = await open(SLOW, (page) => page.clock.install());
    const shown = await wall.atRest();
    const [stays, goes] = first?.id === shown ? [first, second] : [second, first];
    // The transition takes for ever, and nothing but an event can end it.
    const devtools = await wall.page.context().newCDPSession(wall.page);
    await devtools.send('Animation.enable');
    await devtools.send('Animation.setPlaybackRate', { playbackRate: 0.001 });
    await wall.page.keyboard.press('ArrowRight');
    await until('the transition to begin', async () => {
      const isMoving = await wall.page.evaluate(() =>
        document.getAnimations().some((one) => one.playState === 'running'),
      );
      return isMoving && (await wall.slides()).length === 2;
    });
    await wall.page.clock.pauseAt((await wall.page.evaluate(() => Date.now())) + 100);
    expect(await wall.slides()).toEqual([goes?.id, stays?.id]);
    await device.remove(goes?.id ?? '');
    await expect.poll(wall.slides).toEqual([stays?.id]);
    expect(isNear(await wall.colour(), stays?.id === first?.id ? RED : GREEN)).toBe(true);
    await wall.page.clock.resume();
    const told = await until('the screen to be counted', async () => {
      const progress = await removalClient(stage.owner.auth.call).removal(goes?.id ?? '');
      return progress.gone === progress.screens && progress.gone > 0 ? progress : null;
    });
    expect([told.gone, told.screens]).toEqual([1, 1]);
  });

  it('shows the new content of a replaced photo, and nothing of the old one', async () => {
    const [photo] = await publishSome(1);
    const wall = await open(SLOW);
    await wall.waitFor(photo?.id ?? '');
    await publishColour(device, GREEN, { id: photo?.id ?? '', revision: 2 });
    await expect.poll(async () => isNear(await wall.colour(), GREEN)).toBe(true);
    await wall.waitFor(photo?.id ?? '');
    const progress = await until('the screen to be counted', async () => {
      const told = await removalClient(stage.owner.auth.call).removal(photo?.id ?? '');
      return told.gone > 0 ? told : null;
    });
    expect([progress.gone, progress.screens]).toEqual([1, 1]);
  });

  it('goes on without a network with what it has, and catches up', async () => {
    await publishSome(6);
    const wall = await open('?seconds=3&transition=cut', (page) => page.clock.install());
    let shown = await wall.atRest();
    await wall.page.waitForLoadState('networkidle');
    await wall.page.context().setOffline(true);
    const seen = new Set([shown]);
    for (let change = 0; change < 10; change += 1) {
      await wall.page.clock.runFor(3_100);
      shown = await wall.waitForOther(shown);
      seen.add(shown);
    }
    expect(seen.size).toBeGreaterThan(2);
    await expect.poll(() => wall.page.locator('.mark').count()).toBe(1);
    const fresh = await publishColour(device, BLUE);
    await wall.page.context().setOffline(false);
    await expect.poll(() => wall.page.locator('.mark').count()).toBe(0);
    await until('the new photo to have been shown', async () => {
      await wall.page.clock.runFor(1_000);
      return (await wall.slides()).includes(fresh.id);
    });
  });

  it('survives a restart of the relay and a night of sleep', async () => {
    await publishSome(3);
    const wall = await open(SLOW, (page) => page.clock.install());
    const before = await wall.atRest();
    await stage.restart();
    await wall.page.clock.fastForward('09:00:00');
    await wall.waitForOther(before);
    const fresh = await publishColour(device, BLUE);
    await until('the new photo to be seen', async () => {
      await wall.page.clock.runFor(1_000);
      const [id, ...others] = await wall.slides();
      return id === fresh.id && others.length === 0;
    });
  });

  it('holds no more after thirty photos than after ten', async () => {
    await publishSome(6);
    const wall = await open('?seconds=120&transition=cut', countUrls);
    let shown = await wall.atRest();
    const step = async (): Promise<void> => {
      await wall.page.keyboard.press('ArrowRight');
      shown = await wall.waitForOther(shown);
    };
    const held = () =>
      wall.page.evaluate(() => ({
        nodes: document.querySelectorAll('*').length,
        urls: window.openUrls.size,
      }));
    for (let count = 0; count < 10; count += 1) await step();
    const early = await held();
    for (let count = 0; count < 20; count += 1) await step();
    const late = await held();
    expect(late.nodes).toBeLessThanOrEqual(early.nodes + 2);
    expect(late.urls).toBeLessThanOrEqual(8);
    expect(errors).toEqual([]);
  });

  it('is set up by hand, and keeps that in its address', async () => {
    await publishSome(6);
    const wall = await open(SLOW);
    await wall.atRest();
    const { page } = wall;
    expect(await page.locator('.settings').count()).toBe(0);
    await page.mouse.move(300, 300);
    await page.mouse.move(340, 320);
    await page.getByLabel('Mosaic').check();
    await expect.poll(async () => (await wall.slides()).length).toBeGreaterThanOrEqual(4);
    await page.getByLabel('Language').selectOption('zh-Hans');
    await page.getByText('拼图').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(new URL(page.url()).search).toBe('?layout=mosaic&seconds=120&lang=zh-Hans');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.settings').count()).toBe(0);
    await page.keyboard.press('f');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  });

  it('asks for the code with its settings kept, and says when nobody is let in any more', async () => {
    await publishSome(2);
    await sessions().changeSession(session.id, { access: 'code', accessCode: 'first code' });
    const { page } = await openPage(stage.browser, PROJECTOR);
    await page.goto(address('?seconds=120&qr=off'));
    await enterCode(page, 'first code');
    await page.locator('.slide').first().waitFor();
    expect(new URL(page.url()).search).toBe('?seconds=120&qr=off');
    await sessions().changeSession(session.id, { accessCode: 'second code' });
    await page.getByText('asks for its access code').waitFor();
    expect(await page.locator('.slide').count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enter code' }).click();
    await enterCode(page, 'second code');
    await page.locator('.slide').first().waitFor();
    await sessions().changeSession(session.id, { expiresAt: Date.now() + 1_000 });
    await page.getByText('This gallery has ended').waitFor();
  });

  it('shows what the hosts announce, until it is hidden', async () => {
    await publishSome(1);
    const wall = await open(SLOW);
    await wall.atRest();
    const messages = messageClient(stage.owner.auth.call);
    const text = 'The cake is cut in five minutes';
    const sent = { id: newId(Date.now()), text, announcement: true };
    const { id } = await messages.sendMessage(session.id, sent);
    await wall.page.getByText(text).waitFor();
    expect(await accessibilityProblems(wall.page)).toEqual([]);
    await messages.hideMessage(id, true);
    await expect.poll(() => wall.page.getByText(text).count()).toBe(0);
  });
});

declare global {
  interface Window {
    openUrls: Set<string>;
  }
}

/** Notes the addresses of memory that the page holds. */
async function countUrls(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const urls = new Set<string>();
    const create = URL.createObjectURL.bind(URL);
    const revoke = URL.revokeObjectURL.bind(URL);
    window.openUrls = urls;
    URL.createObjectURL = (content) => {
      const url = create(content);
      urls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      urls.delete(url);
      revoke(url);
    };
  });
}
