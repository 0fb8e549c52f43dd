import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROWSER, LAPTOP, openPage, PHONE } from '../harness/browser.ts';
import { writeInPieces, writePreallocated, type Pace } from '../harness/file-writers.ts';
import { largePhotograph, photograph, type Frame } from '../harness/frames.ts';
import { openGallery } from '../harness/gallery.ts';
import { hasExiftool, leakedTags } from '../harness/metadata.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';
import { until } from '../harness/until.ts';

const stage = setStage();
const withExiftool = await hasExiftool();

/** Watches the page while the file is written; resolves once its picture is decoded there. */
async function watchArrival(
  frame: Frame,
  write: (file: string, bytes: Buffer, pace: Pace) => Promise<number>,
): Promise<void> {
  const { ready, hotFolder } = stage.product;
  const guest = await openPage(stage.browser, PHONE);
  const gallery = await openGallery(guest.page, ready.gallery);
  const before = (await gallery.photoIds()).length;
  const seenMeanwhile: number[] = [];
  const completeAt = await write(path.join(hotFolder, frame.name), frame.bytes, {
    pieces: 12,
    ms: 1_800,
    onPiece: async (share) => {
      if (share < 1) seenMeanwhile.push((await gallery.photoIds()).length);
    },
  });
  expect(seenMeanwhile.every((count) => count === before)).toBe(true);

  const shot = await openTether(ready.tether).waitForShot(
    frame.name,
    ({ state }) => state === 'live',
  );
  const painted = await until('the picture to be decoded on the page', async () =>
    (await gallery.paints()).find((paint) => paint.photoId === shot.id),
  );
  expect(painted.at).toBeGreaterThanOrEqual(completeAt);
  const size = await gallery
    .picture(shot.id)
    .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth);
  expect(size).toBeGreaterThan(0);
  await expect.poll(() => gallery.photoIds()).toHaveLength(before + 1);
  expect(guest.errors).toEqual([]);
}

describe.skipIf(BROWSER === null)('a guest who has the gallery open', () => {
  it('sees a 24 MP photo after its file is complete, and never before', async () => {
    await watchArrival(await largePhotograph(1), writeInPieces);
  });

  it('sees a photo whose file had its full size from the start only once it is whole', async () => {
    await watchArrival(await photograph(2), writePreallocated);
  });

  it('tells the photographer when the photo was on the screen', async () => {
    const { ready, hotFolder } = stage.product;
    const guest = await openPage(stage.browser, PHONE);
    await openGallery(guest.page, ready.gallery);
    const frame = await photograph(3);
    await writeInPieces(path.join(hotFolder, frame.name), frame.bytes, { pieces: 4, ms: 100 });
    const tether = openTether(ready.tether);
    const { timeline } = await tether.waitForShot(
      frame.name,
      (shot) => shot.timeline.painted !== null,
    );
    const steps = [
      timeline.fileComplete,
      timeline.rendered,
      timeline.stored,
      timeline.published,
      timeline.painted,
    ];
    expect(steps).not.toContain(null);
    expect((await tether.status()).latency.painted?.samples).toBeGreaterThan(0);

    const desk = await openPage(stage.browser, LAPTOP);
    await desk.page.goto(ready.tether);
    await desk.page.getByText('to guests').first().waitFor();
  });

  it('sees a portrait photo standing upright, with the space it needs reserved', async () => {
    const { ready, hotFolder } = stage.product;
    const guest = await openPage(stage.browser, PHONE);
    const gallery = await openGallery(guest.page, ready.gallery);
    const frame = await photograph(4, { orientation: 6 });
    await writeInPieces(path.join(hotFolder, frame.name), frame.bytes, { pieces: 4, ms: 100 });
    const shot = await openTether(ready.tether).waitForShot(
      frame.name,
      ({ state }) => state === 'live',
    );
    const picture = gallery.picture(shot.id);
    await picture.waitFor();
    const natural = await picture.evaluate((image: HTMLImageElement) => [
      image.naturalWidth,
      image.naturalHeight,
    ]);
    expect(natural[1]).toBeGreaterThan(natural[0] ?? 0);
    const box = await gallery.cell(shot.id).boundingBox();
    expect(box?.height).toBeGreaterThan(box?.width ?? 0);
  });

  it.skipIf(!withExiftool)(
    'gets no position, serial number or owner in any rendition',
    async () => {
      const photos = await stage.relay.waitForPhotos(1);
      for (const { renditions } of photos) {
        for (const rendition of [renditions.thumb, renditions.grid, renditions.full]) {
          if (rendition === undefined) continue;
          const { bytes } = await stage.relay.rendition(rendition.url);
          expect(await leakedTags(bytes)).toEqual([]);
        }
      }
    },
  );
});
