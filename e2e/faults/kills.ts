import { smallPhotographs } from '../harness/frames.ts';
import { signal } from '../harness/processes.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { settleUp } from '../harness/proof.ts';
import { seededRandom } from '../harness/random.ts';
import { viewRelay } from '../harness/relay-view.ts';
import { openTether } from '../harness/tether.ts';
import { sleep, until } from '../harness/until.ts';
import type { FaultOptions, Outcome } from './outcome.ts';
import { shoot } from './shoot.ts';

type Victim = 'engine' | 'relay';

/** How long a part may live between two kills, in milliseconds; the longer, the more it does. */
const LIFE_MS = { long: 6_000, short: 1_500 };
/** Share of the kills that may hit a part while it is still starting. */
const EARLY_SHARE = 0.25;

async function answers(product: Product, part: Victim): Promise<boolean> {
  const { relay, sessionId, tether } = product.ready;
  await (part === 'relay' ? viewRelay(relay, sessionId).health() : openTether(tether).status());
  return true;
}

/** Kills a part with -9 at a random moment of its life. */
async function killPart(
  product: Product,
  victim: Victim,
  random: () => number,
  lifeMs: number,
): Promise<void> {
  const pid = await until(`the ${victim} to run`, () => product.pidOf(victim));
  if (random() > EARLY_SHARE)
    await until(`the ${victim} to answer`, () => answers(product, victim));
  await sleep(random() * lifeMs);
  signal(pid, 'SIGKILL');
  await until(`the ${victim} to be gone`, async () => (await product.pidOf(victim)) !== pid);
}

/** Waits until everything is out, and says what does not hold. */
function settleProduct({ ready }: Product, frames: number): Promise<string[]> {
  return settleUp(viewRelay(ready.relay, ready.sessionId), openTether(ready.tether), frames);
}

/** Engine or relay killed with -9 at random moments of a shoot, in one running product. */
export async function killParts(
  victims: Victim[],
  { kills, frames, seed, short }: FaultOptions,
): Promise<Outcome> {
  // One for each of two that take turns as time wants: each alone is the same for the same seed.
  const random = seededRandom(seed);
  const tempo = seededRandom(seed + 1);
  const lifeMs = short ? LIFE_MS.short : LIFE_MS.long;
  const photographs = await smallPhotographs(frames);
  const product = await startProduct();
  try {
    const killed = { engine: 0, relay: 0 };
    for (let kill = 0; kill < kills; kill += 1) {
      // The shoot spans all kills: each falls into the arrival of its share of the frames.
      const from = Math.floor((kill * frames) / kills);
      const share = photographs.slice(from, Math.floor(((kill + 1) * frames) / kills));
      const pause = (): number => (tempo() * lifeMs) / Math.max(1, share.length);
      const victim = victims[Math.floor(random() * victims.length)] ?? 'engine';
      const killing = killPart(product, victim, random, lifeMs);
      await Promise.all([shoot(product.hotFolder, share, pause), killing]);
      killed[victim] += 1;
    }
    const problems = await settleProduct(product, frames);
    const done = [
      killed.engine > 0 && `engine killed ${killed.engine} times`,
      killed.relay > 0 && `relay killed ${killed.relay} times`,
    ].filter(Boolean);
    return {
      fault: `kill -9: ${victims.join(' and ')}`,
      story: `${done.join(', ')} in a shoot of ${frames} frames; seed ${seed}`,
      problems,
    };
  } finally {
    await product.stop();
  }
}

/** Supervisor, relay and engine all killed with -9 at one moment, and started by hand again. */
export async function killAll({ kills, frames, seed }: FaultOptions): Promise<Outcome> {
  const random = seededRandom(seed);
  const tempo = seededRandom(seed + 1);
  const photographs = await smallPhotographs(frames);
  const product = await startProduct();
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const from = Math.floor((kill * frames) / kills);
      const share = photographs.slice(from, Math.floor(((kill + 1) * frames) / kills));
      const shooting = shoot(product.hotFolder, share, () => tempo() * 200);
      await sleep(random() * 1_500);
      await Promise.all([shooting, product.killAllAndRestart()]);
    }
    return {
      fault: 'kill -9: supervisor, relay and engine at once',
      story: `${kills} times in a shoot of ${frames} frames; seed ${seed}`,
      problems: await settleProduct(product, frames),
    };
  } finally {
    await product.stop();
  }
}
