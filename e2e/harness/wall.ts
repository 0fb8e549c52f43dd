import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { until } from './until.ts';

/** A colour that fills a photo: red, green, blue, 0…255. */
export type Colour = readonly [number, number, number];

/** An open wall, as somebody in the hall sees it. */
export interface WallView {
  readonly page: Page;
  /** Ids of the photos that lie on the screen, the one that is seen last. */
  slides: () => Promise<string[]>;
  /** Waits until a photo is seen alone, and resolves to its id. */
  atRest(): Promise<string>;
  /** Waits until this photo is seen alone. */
  waitFor(photoId: string): Promise<void>;
  /** Waits until something else than this is seen alone. */
  waitForOther(photoId: string): Promise<string>;
  /** The colour in the middle of the screen. */
  colour: () => Promise<Colour>;
}

/** Full HD, as projectors are. */
export const PROJECTOR = { viewport: { width: 1_920, height: 1_080 } };

/** Opens a wall and waits until its page has begun to work. */
export async function openWall(page: Page, address: string): Promise<WallView> {
  await page.goto(address);
  await page.locator('main.wall').waitFor();
  return lookAtWall(page);
}

export function lookAtWall(page: Page): WallView {
  const slides = (): Promise<string[]> =>
    page
      .locator('.slide')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-photo-id') ?? ''));
  const restingWhere = (what: string, is: (id: string) => boolean): Promise<string> =>
    until(what, async () => {
      const [id, ...others] = await slides();
      return id !== undefined && others.length === 0 && is(id) ? id : null;
    });
  return {
    page,
    slides,
    atRest: () => restingWhere('a photo to be at rest', () => true),
    async waitFor(photoId) {
      await restingWhere(`${photoId} to be at rest`, (id) => id === photoId);
    },
    waitForOther: (photoId) => restingWhere('another photo to be at rest', (id) => id !== photoId),
    async colour() {
      const { width = 0, height = 0 } = page.viewportSize() ?? {};
      const clip = { x: width / 2, y: height / 2, width: 4, height: 4 };
      const { data } = await sharp(await page.screenshot({ clip }))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
    },
  };
}
