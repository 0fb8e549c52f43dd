import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { preallocated, truncated, withHole } from '@picture-live/shared/photographs';
import { describe, expect, it } from 'vitest';
import { writeInPieces } from '../harness/file-writers.ts';
import { photograph, type Frame } from '../harness/frames.ts';
import { setStage } from '../harness/stage.ts';
import { openTether } from '../harness/tether.ts';

const stage = setStage({ browser: false });
/** Root may read everything, so a file cannot be kept from it. */
const isRoot = process.getuid?.() === 0;

interface Kind {
  kind: string;
  /** Puts the unfinished file there. */
  write: (file: string, whole: Buffer) => Promise<unknown>;
  /** What was missing comes; the whole file is written again where absent. */
  finish?: (file: string, whole: Buffer) => Promise<unknown>;
}

const KINDS: Kind[] = [
  { kind: 'a copy that broke off', write: (file, whole) => writeFile(file, truncated(whole, 0.6)) },
  {
    kind: 'a file that grew and stopped',
    write: (file, whole) => writeInPieces(file, truncated(whole, 0.7), { pieces: 8, ms: 400 }),
  },
  {
    kind: 'a file of full size with zeros to come',
    write: (file, whole) => writeFile(file, preallocated(whole, 0.4)),
  },
  {
    kind: 'a file with a hole in the middle',
    write: (file, whole) => writeFile(file, withHole(whole, 0.4, 0.6)),
  },
  { kind: 'an empty file', write: (file) => writeFile(file, '') },
  { kind: 'a text with the name of a photo', write: (file) => writeFile(file, 'Not a photo.\n') },
];

const UNREADABLE: Kind = {
  kind: 'a file that may not be read',
  write: async (file, whole) => {
    await writeFile(file, whole);
    await chmod(file, 0);
  },
  finish: (file) => chmod(file, 0o644),
};

let seed = 100;

async function next(): Promise<Frame> {
  seed += 1;
  return photograph(seed);
}

/** Goes all the way, so that whatever came before it had its chance. */
async function sendGoodOne(): Promise<void> {
  const { hotFolder, ready } = stage.product;
  const good = await next();
  await writeFile(path.join(hotFolder, good.name), good.bytes);
  await openTether(ready.tether).waitForShot(good.name, (shot) => shot.state === 'live');
}

async function neverAppearsUntilWhole({ write, finish = writeFile }: Kind): Promise<void> {
  const { hotFolder, ready } = stage.product;
  const tether = openTether(ready.tether);
  const frame = await next();
  const file = path.join(hotFolder, frame.name);

  await write(file, frame.bytes);
  const listed = await tether.waitForShot(frame.name, (shot) => shot.reason !== null);
  expect(listed.state === 'failed' || listed.state === 'unpublished').toBe(true);
  await sendGoodOne();
  const { counts } = await tether.status();
  expect(await stage.relay.photos()).toHaveLength(counts.live);
  expect((await tether.shotsNamed(frame.name)).map((shot) => shot.state)).toEqual([listed.state]);

  await finish(file, frame.bytes);
  const live = await tether.waitForShot(frame.name, (shot) => shot.state === 'live');
  expect(live.reason).toBeNull();
  expect((await stage.relay.photos()).some((photo) => photo.id === live.id)).toBe(true);
}

describe('a file that is not whole never appears, is listed with a reason, and appears once it is whole', () => {
  it.each(KINDS)('$kind', neverAppearsUntilWhole);
  it.skipIf(isRoot)(UNREADABLE.kind, () => neverAppearsUntilWhole(UNREADABLE));
});
