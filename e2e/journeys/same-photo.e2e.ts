import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { asRawFile, phonePhotograph } from '@picture-live/shared/photographs';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeAtOnce, writeInPieces } from '../harness/file-writers.ts';
import { edited, photograph } from '../harness/frames.ts';
import { startPair } from '../harness/pair.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';
import { until } from '../harness/until.ts';

const EARLY = 900;
const stage = setStage({
  browser: false,
  async prepare(hotFolder) {
    const frame = await photograph(EARLY);
    await writeFile(path.join(hotFolder, frame.name), frame.bytes);
  },
});

const inHotFolder = (...names: string[]): string => path.join(stage.product.hotFolder, ...names);
const tether = () => openTether(stage.product.ready.tether);
const waitUntilLive = (name: string) => tether().waitForShot(name, (shot) => shot.state === 'live');
const photoCount = async (): Promise<number> => (await stage.relay.photos()).length;

describe('what is in the hot folder is in the gallery exactly once', () => {
  it('shows a file that was there before the start', async () => {
    await waitUntilLive((await photograph(EARLY)).name);
  });

  it('shows a file of a sub-folder, and of one inside that', async () => {
    const [first, second] = await Promise.all([photograph(1), photograph(2)]);
    await mkdir(inHotFolder('2026-06-20', 'card 2'), { recursive: true });
    await writeFile(inHotFolder('2026-06-20', first.name), first.bytes);
    await writeFile(inHotFolder('2026-06-20', 'card 2', second.name), second.bytes);
    await waitUntilLive(first.name);
    const shot = await waitUntilLive(second.name);
    expect(shot.path).toBe(`2026-06-20/card 2/${second.name}`);
  });

  it('replaces a photo when its file is edited, in its place', async () => {
    const frame = await photograph(3);
    await writeFile(inHotFolder(frame.name), frame.bytes);
    const { id } = await waitUntilLive(frame.name);
    const before = await stage.relay.photos();
    const old = before.find((photo) => photo.id === id);

    await writeAtOnce(inHotFolder(frame.name), await edited(frame.bytes));
    const photo = await until('the new revision', async () =>
      (await stage.relay.photos()).find((one) => one.id === id && one.revision === 2),
    );
    expect(photo.seq).toBe(old?.seq);
    expect(photo.renditions.grid.url).not.toBe(old?.renditions.grid.url);
    expect(await photoCount()).toBe(before.length);
  });

  it('shows the same content once, however often it is copied', async () => {
    const frame = await photograph(4);
    await writeFile(inHotFolder(frame.name), frame.bytes);
    await waitUntilLive(frame.name);
    const before = await photoCount();
    await copyFile(inHotFolder(frame.name), inHotFolder('copy of it.jpg'));
    await until('the copy to be recognised', async () => {
      const shots = await tether().shots();
      return shots.find((shot) => shot.files === 2);
    });
    expect(await photoCount()).toBe(before);
  });

  it('shows two photos when the camera uses a name again', async () => {
    const [first, second] = await Promise.all([photograph(5), photograph(6)]);
    await writeFile(inHotFolder(first.name), first.bytes);
    const { id } = await waitUntilLive(first.name);
    const before = await photoCount();
    await writeInPieces(inHotFolder(first.name), second.bytes, { pieces: 5, ms: 200 });
    await until('a second photo', async () => (await photoCount()) === before + 1);
    expect((await stage.relay.photos()).some((photo) => photo.id === id)).toBe(true);
  });

  it('goes on when the hot folder disappears and returns, without doubling anything', async () => {
    const { hotFolder } = stage.product;
    const frame = await photograph(7);
    const before = await photoCount();
    await rename(hotFolder, `${hotFolder} away`);
    await until('the tether UI to say that the hot folder is missing', async () => {
      const [folder] = (await tether().status()).hotFolders;
      return folder?.state === 'missing' && folder.message;
    });
    await writeFile(path.join(`${hotFolder} away`, frame.name), frame.bytes);
    await rename(`${hotFolder} away`, hotFolder);
    await waitUntilLive(frame.name);
    const [folder] = (await tether().status()).hotFolders;
    expect(folder?.state).toBe('watching');
    expect(await photoCount()).toBe(before + 1);
  });

  it('publishes what other cameras, phones and programs write', async () => {
    const picture = sharp((await photograph(61)).bytes).resize(900);
    const frame = await photograph(62, { width: 2_400, height: 1_600 });
    const raw = asRawFile(frame.bytes, 'tiff');
    const others: Record<string, Buffer> = {
      'screen.png': await picture.clone().png().toBuffer(),
      'web.webp': await picture.clone().modulate({ hue: 90 }).webp().toBuffer(),
      'scan.tif': await picture.clone().modulate({ hue: 180 }).tiff().toBuffer(),
      'phone.heic': await phonePhotograph(),
      'DSC_0062.NEF': raw,
    };
    const before = await photoCount();
    for (const [name, bytes] of Object.entries(others)) await writeFile(inHotFolder(name), bytes);
    for (const name of Object.keys(others)) await waitUntilLive(name);
    expect(await photoCount()).toBe(before + Object.keys(others).length);
  });

  it('lists every other type with a reason', async () => {
    const others: Record<string, Buffer | string> = {
      'small-preview.raf': asRawFile((await photograph(63)).bytes, 'raf'),
      'clip.mp4': Buffer.concat([
        Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'),
        Buffer.alloc(64),
      ]),
      'notes.txt': 'Bring the second battery.\n',
    };
    const before = await photoCount();
    for (const [name, bytes] of Object.entries(others)) await writeFile(inHotFolder(name), bytes);
    for (const name of Object.keys(others)) {
      const shot = await tether().waitForShot(name, (one) => one.reason !== null);
      expect(shot.reason).toMatch(/\w{3,}.*\.$/);
    }
    expect(await photoCount()).toBe(before);
  });
});

describe('a photo in the outbox', () => {
  it('arrives although its file was deleted after it was rendered and before the relay was back', async () => {
    const pair = await startPair();
    onTestFinished(() => pair.stop());
    pair.link.become('cut');
    const frame = await photograph(8);
    const file = path.join(pair.hotFolder, frame.name);
    await writeFile(file, frame.bytes);
    await pair.tether.waitForShot(frame.name, (shot) => shot.state === 'queued' && shot.hasPicture);
    await rm(file);
    pair.link.become('open');
    await pair.relay.waitForComplete(1);
    expect(await pair.settleUp(1)).toEqual([]);
  });
});
