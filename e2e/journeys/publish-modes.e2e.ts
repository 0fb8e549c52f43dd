import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { photograph } from '../harness/frames.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';

const stage = setStage({ browser: false });

const tether = () => openTether(stage.product.ready.tether);
const inHotFolder = (name: string): string => path.join(stage.product.hotFolder, name);
const shotThatIs = (name: string, state: string) =>
  tether().waitForShot(name, (shot) => shot.state === state);
const livePhotos = async (): Promise<string[]> =>
  (await stage.relay.photos()).map((photo) => photo.id);

async function shoot(seed: number): Promise<string> {
  const frame = await photograph(seed);
  await writeFile(inHotFolder(frame.name), frame.bytes);
  return frame.name;
}

it('shows nothing that waits for a review, and what is published of it', async () => {
  await tether().call('setPublishMode', { kind: 'review' });
  const [keeper, blink] = [await shoot(1), await shoot(2)];
  const held = await shotThatIs(keeper, 'held');
  const other = await shotThatIs(blink, 'held');
  expect(await livePhotos()).toEqual([]);
  await tether().call('decideShots', { shotIds: [held.id], decision: 'publish' });
  await tether().call('decideShots', { shotIds: [other.id], decision: 'reject' });
  await shotThatIs(keeper, 'live');
  await shotThatIs(blink, 'rejected');
  expect(await livePhotos()).toEqual([held.id]);
});

it('shows a photo when an editor gives it enough stars', async () => {
  await tether().call('setPublishMode', { kind: 'rating', from: 4 });
  const name = await shoot(3);
  const { id } = await shotThatIs(name, 'held');
  const notes = inHotFolder(name.replace(/JPG$/, 'xmp'));
  const stars = (count: number) => `<x:xmpmeta><rdf:RDF xmp:Rating="${count}"/></x:xmpmeta>`;
  await writeFile(notes, stars(3));
  await tether().waitForShot(name, (shot) => shot.rating === 3);
  expect(await livePhotos()).not.toContain(id);
  await writeFile(notes, stars(5));
  await shotThatIs(name, 'live');
  const names = (await tether().shots()).map((shot) => shot.name);
  expect(names, 'notes are no shots').not.toContain(path.basename(notes));
});

it('holds a photo for as long as the delay says', async () => {
  await tether().call('setPublishMode', { kind: 'automatic', delaySeconds: 2 });
  const name = await shoot(4);
  const held = await shotThatIs(name, 'held');
  expect(held.releaseAt).toBeGreaterThan(held.timeline.rendered ?? 0);
  await shotThatIs(name, 'live');
});
