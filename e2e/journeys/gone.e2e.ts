import { photoClient, removalClient, sessionClient } from '@picture-live/shared/client';
import type { Photo } from '@picture-live/shared/protocol';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER, openPage, PHONE } from '../harness/browser.ts';
import { plainPicture, publishColour } from '../harness/coloured-photo.ts';
import { gatherCrowd, type Crowd } from '../harness/crowd.ts';
import { openGallery } from '../harness/gallery.ts';
import { setRelayStage, type OpenSession } from '../harness/relay-stage.ts';
import { until } from '../harness/until.ts';
import { openWall, PROJECTOR, type Colour } from '../harness/wall.ts';

const SOCKETS = 200;
const COLOURS: Colour[] = [
  [200, 30, 30],
  [30, 160, 60],
  [30, 60, 200],
  [200, 180, 20],
];

const stage = setRelayStage();
let session: OpenSession;
let crowd: Crowd;
let photos: Photo[] = [];
const originals = new Map<string, Buffer>();

/** What can be done to a photo so that what it showed must not be seen any more. */
const WAYS: Record<string, (photo: Photo) => Promise<unknown>> = {
  hidden: ({ id }) => photoClient(stage.owner.auth.call).changePhoto(id, { hidden: true }),
  'taken back': ({ id }) => session.device.remove(id),
  deleted: ({ id }) => photoClient(stage.owner.auth.call).deletePhoto(id),
  replaced: ({ id }) => publishColour(session.device, [90, 90, 90], { id, revision: 2 }),
};

/** A photo in every size there is, its original among them. */
async function publishWhole(colour: Colour): Promise<Photo> {
  const photo = await publishColour(session.device, colour);
  const original = await plainPicture(colour, 3_000, 2_000);
  originals.set(photo.id, original.bytes);
  await session.device.upload(original);
  await session.device.keepOriginal(photo.id, 1, original);
  return photo;
}

const urlsOf = ({ renditions }: Photo): string[] =>
  Object.values(renditions).flatMap((rendition) => rendition?.url ?? []);

const get = (path: string): Promise<Response> => fetch(new URL(path, stage.url));

/** What still shows, or names, what the photo showed. Pictures that another photo has are none. */
async function leaksOf(photo: Photo): Promise<string[]> {
  const leaks: string[] = [];
  const urls = urlsOf(photo);
  for (const url of urls) {
    const { status } = await get(url);
    if (status !== 410) leaks.push(`${url} answers ${status}`);
    const later = await fetch(new URL(url, stage.url), { headers: { 'if-none-match': '*' } });
    if (later.status !== 410) leaks.push(`${url}, if changed, answers ${later.status}`);
  }
  const { id, slug } = session;
  const pages = [
    `/api/photos?sessionId=${id}`,
    `/api/sessions/${id}/feed?after=0`,
    `/g/${slug}`,
    `/g/${slug}/p/${photo.id}`,
    `/wall/${slug}`,
    `/api/photos/${photo.id}`,
  ];
  for (const page of pages) {
    const text = await (await get(page)).text();
    if (urls.some((url) => text.includes(url))) leaks.push(`${page} names it`);
  }
  return leaks;
}

/** The files that are to be in no ZIP and no download. */
async function filesOf(photo: Photo): Promise<Buffer[]> {
  const files = await Promise.all(
    urlsOf(photo).map(async (url) => Buffer.from(await (await get(url)).arrayBuffer())),
  );
  return [...files, originals.get(photo.id) ?? Buffer.from('no original')];
}

async function holds(path: string, files: Buffer[]): Promise<boolean> {
  const bytes = Buffer.from(await (await get(path)).arrayBuffer());
  return files.some((file) => bytes.includes(file));
}

/** Until nothing on this page shows one of these pictures; resolves to when, in epoch ms. */
async function offScreen(page: Page, urls: string[]): Promise<number> {
  await until('the page to let go of it', () =>
    page.evaluate((gone) => {
      const shown = [...document.querySelectorAll<HTMLElement>('img, [data-src]')];
      const addresses = shown.map((one) => one.dataset['src'] ?? one.getAttribute('src') ?? '');
      return !addresses.some((address) => gone.some((url) => address.endsWith(url)));
    }, urls),
  );
  return Date.now();
}

async function onScreen(page: Page, urls: string[]): Promise<void> {
  await until('the page to show it', () =>
    page.evaluate((wanted) => {
      const shown = [...document.querySelectorAll<HTMLElement>('img, [data-src]')];
      return shown.some((one) =>
        wanted.some((url) => (one.dataset['src'] ?? one.getAttribute('src') ?? '').endsWith(url)),
      );
    }, urls),
  );
}

describe.skipIf(BROWSER === null)(`with ${SOCKETS} open pages`, () => {
  beforeAll(async () => {
    session = await stage.openSession('Anna & Li');
    const switches = { originals: true };
    await sessionClient(stage.owner.auth.call).changeSession(session.id, { switches });
    crowd = await gatherCrowd(stage.url, session.id, SOCKETS);
    photos = [];
    for (const colour of COLOURS) photos.push(await publishWhole(colour));
    for (const { id } of photos) await crowd.waitForPhoto(id);
  });
  afterAll(() => crowd.leave());

  it.each(Object.keys(WAYS).map((way, index) => [way, index] as const))(
    'a photo that is %s is gone from every page, link, ZIP and cache',
    async (way, index) => {
      const photo = photos[index];
      const act = WAYS[way];
      if (photo === undefined || act === undefined) throw new Error('There is no photo for it.');
      const urls = urlsOf(photo);
      const guest = await openPage(stage.browser, PHONE);
      await openGallery(guest.page, `${stage.url}/g/${session.slug}`);
      const hall = await openPage(stage.browser, PROJECTOR);
      const address = `${stage.url}/wall/${session.slug}?layout=mosaic&seconds=3`;
      const { page: wall } = await openWall(hall.page, address);
      await Promise.all([onScreen(guest.page, urls), onScreen(wall, urls)]);
      const files = await filesOf(photo);
      const downloads = [`/api/sessions/${session.id}/archive`, `/api/photos/${photo.id}/download`];
      for (const path of downloads) expect(await holds(path, files), path).toBe(true);

      const started = Date.now();
      await act(photo);
      const [sockets, gallery, projector] = await Promise.all([
        crowd.waitForGone(photo.id),
        offScreen(guest.page, urls),
        offScreen(wall, urls),
      ]);
      const told = [sockets, gallery, projector].map((at) => `${at - started} ms`);
      process.stdout.write(
        `${way}: ${SOCKETS} pages ${told[0]}, a gallery ${told[1]}, a wall ${told[2]}\n`,
      );
      expect(await leaksOf(photo)).toEqual([]);
      for (const path of downloads) expect(await holds(path, files), path).toBe(false);
      const progress = await until('every screen to have said so', async () => {
        const counted = await removalClient(stage.owner.auth.call).removal(photo.id);
        return counted.gone === SOCKETS + 2 ? counted : null;
      });
      expect(progress.screens).toBe(SOCKETS + 2);
    },
  );
});
