import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { smallPhotographs } from '../harness/frames.ts';
import { startPair, type Pair } from '../harness/pair.ts';
import { sleep, until } from '../harness/until.ts';
import type { FaultOptions, Outcome } from './outcome.ts';
import { shoot } from './shoot.ts';

/** A card reader or a drive that is pulled out and put back: first without, then with new frames. */
export async function hotFolderUnplugged({ frames, short }: FaultOptions): Promise<Outcome> {
  const fault = 'hot folder unplugged';
  const photographs = await smallPhotographs(Math.min(frames, short ? 9 : 45));
  const times = short ? 2 : 6;
  const share = Math.ceil(photographs.length / (times + 1));
  const pair = await startPair();
  const elsewhere = path.join(path.dirname(pair.hotFolder), 'unplugged');
  const said: string[] = [];
  try {
    await shoot(pair.hotFolder, photographs.slice(0, share), () => 20);
    for (let time = 1; time <= times; time += 1) {
      // What was just written may still be settling or in the middle of being read.
      await rename(pair.hotFolder, elsewhere);
      said.push(await waitUntilMissing(pair));
      // Some systems leave the empty place of a drive behind; a folder without files is no loss.
      if (time % 2 === 0) await mkdir(pair.hotFolder);
      await shoot(elsewhere, photographs.slice(share * time, share * (time + 1)), () => 20);
      await sleep(short ? 200 : 3_000);
      await rename(elsewhere, pair.hotFolder);
      await waitUntilWatched(pair);
    }
    const problems = await pair.settleUp(photographs.length);
    const failed = (await pair.tether.shots()).filter(({ state }) => state === 'failed');
    problems.push(...failed.map(({ name, reason }) => `${name} is listed as failed: ${reason}`));
    const story = `pulled out ${times} times; it said "${said[0]}"; ${photographs.length} frames`;
    return { fault, story, problems };
  } finally {
    await pair.stop();
  }
}

async function waitUntilMissing({ tether }: Pair): Promise<string> {
  return until('the tether UI to say that the hot folder is away', async () => {
    const { hotFolders } = await tether.status();
    return hotFolders.find(({ state }) => state !== 'watching')?.message;
  });
}

async function waitUntilWatched({ tether }: Pair): Promise<void> {
  await until('the tether UI to say that the hot folder is back', async () => {
    const { hotFolders } = await tether.status();
    return hotFolders.every(({ state }) => state === 'watching');
  });
}
