import { smallPhotographs } from '../harness/frames.ts';
import { seededRandom } from '../harness/random.ts';
import { sleep, until } from '../harness/until.ts';
import type { FaultOptions, Outcome } from './outcome.ts';
import { startPair, type Pair } from '../harness/pair.ts';
import { shoot } from './shoot.ts';

/** A shoot over a link to which something happens meanwhile. */
async function shootThrough(
  fault: string,
  { frames, seed, short }: FaultOptions,
  happen: (pair: Pair, random: () => number) => Promise<string>,
): Promise<Outcome> {
  const random = seededRandom(seed);
  const photographs = await smallPhotographs(Math.min(frames, short ? 12 : 60));
  const pair = await startPair();
  try {
    const shooting = shoot(pair.hotFolder, photographs, () => 60 + random() * 120);
    const [story] = await Promise.all([happen(pair, random), shooting]);
    pair.link.become('open');
    const problems = await pair.settleUp(photographs.length);
    return { fault, story: `${story}; ${photographs.length} frames`, problems };
  } finally {
    await pair.stop();
  }
}

async function waitUntilOffline(pair: Pair): Promise<void> {
  await until(
    'the tether UI to say that the relay is away',
    async () => (await pair.tether.status()).relay.state !== 'online',
  );
}

/** The relay's process is gone for a while: nothing listens. */
export function relayAway(options: FaultOptions): Promise<Outcome> {
  return shootThrough('relay away', options, async (pair) => {
    await sleep(500);
    await pair.stopRelay();
    const seconds = options.short ? 4 : 60;
    await waitUntilOffline(pair);
    await sleep(seconds * 1000);
    await pair.startRelay();
    return `the relay was away for ${seconds} s and the tether UI said so`;
  });
}

/** The network comes and goes every three seconds. */
export function flapping(options: FaultOptions): Promise<Outcome> {
  return shootThrough('network flapping', options, async (pair) => {
    const times = options.short ? 4 : 20;
    const periodMs = options.short ? 800 : 3_000;
    for (let turn = 0; turn < times; turn += 1) {
      pair.link.become('cut');
      await sleep(periodMs);
      pair.link.become('open');
      await sleep(periodMs);
    }
    return `gone and back ${times} times, every ${periodMs / 1000} s`;
  });
}

/** Requests arrive and are carried out, and nobody hears of it. */
export function lostReplies(options: FaultOptions): Promise<Outcome> {
  return shootThrough('replies lost', options, async (pair, random) => {
    const times = options.short ? 4 : 15;
    for (let turn = 0; turn < times; turn += 1) {
      pair.link.become('lose replies');
      await sleep(300 + random() * 700);
      pair.link.become('open');
      await sleep(200 + random() * 600);
    }
    return `${pair.link.repliesLost} replies lost after their requests had arrived`;
  });
}

/** Connections that are open on one side only: no byte, no end, no error. */
export function halfOpen(options: FaultOptions): Promise<Outcome> {
  return shootThrough('half-open connections', options, async (pair, random) => {
    const times = options.short ? 2 : 6;
    let frozen = 0;
    for (let turn = 0; turn < times; turn += 1) {
      await sleep(300 + random() * 500);
      frozen += pair.link.freezeOpenConnections();
    }
    return `${frozen} connections stopped carrying bytes without ending`;
  });
}

/** The network swallows everything for a while, new connections included. */
export function blackHole(options: FaultOptions): Promise<Outcome> {
  return shootThrough('black hole', options, async (pair) => {
    await sleep(500);
    pair.link.become('black hole');
    const seconds = options.short ? 5 : 60;
    await sleep(seconds * 1000);
    pair.link.become('open');
    return `everything swallowed for ${seconds} s`;
  });
}
