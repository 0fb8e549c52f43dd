import { smallPhotographs } from '../harness/frames.ts';
import { startMovedClock, type MovedClock } from '../harness/moved-clock.ts';
import { startPair, type Pair } from '../harness/pair.ts';
import { sleep } from '../harness/until.ts';
import type { FaultOptions, Outcome } from './outcome.ts';
import { shoot } from './shoot.ts';

/** How far off the laptop's clock is, in hours: set, set back, summer time, another year. */
const JUMPS = [8, -10, 1, 0, 24 * 400, 0];
const JUMPS_SHORT = [8, -10];
const NIGHT_HOURS = 8;

async function withMovedClock(
  fault: string,
  play: (pair: Pair, clock: MovedClock) => Promise<Outcome>,
): Promise<Outcome> {
  const clock = await startMovedClock();
  if (clock === null) {
    return { fault, story: '', problems: [], notRun: 'libfaketime is not to be had.' };
  }
  try {
    const pair = await startPair({ engineEnv: clock.env });
    try {
      return await play(pair, clock);
    } finally {
      await pair.stop();
    }
  } finally {
    await clock.remove();
  }
}

/** Somebody sets the laptop's clock, or the time server does, while photos come in. */
export function clockJumps({ frames, short }: FaultOptions): Promise<Outcome> {
  const fault = 'clock jumps';
  return withMovedClock(fault, async (pair, clock) => {
    const jumps = short ? JUMPS_SHORT : JUMPS;
    const photographs = await smallPhotographs(Math.min(frames, short ? 9 : 60));
    const began = performance.now();
    const share = Math.ceil(photographs.length / (jumps.length + 1));
    await shoot(pair.hotFolder, photographs.slice(0, share), () => 100);
    for (const [index, hours] of jumps.entries()) {
      const part = photographs.slice(share * (index + 1), share * (index + 2));
      await Promise.all([shoot(pair.hotFolder, part, () => 100), clock.setOff(hours)]);
    }
    const problems = await pair.settleUp(photographs.length);
    problems.push(...(await latencyProblems(pair, performance.now() - began)));
    const story = `the laptop's clock was ${jumps.join(' h, ')} h off; ${photographs.length} frames`;
    return { fault, story, problems };
  });
}

/** A closed lid for eight hours, and what the card copied just before. */
export function sleepAndResume({ frames, short }: FaultOptions): Promise<Outcome> {
  const fault = 'sleep and resume';
  return withMovedClock(fault, async (pair, clock) => {
    const photographs = await smallPhotographs(Math.min(frames, short ? 8 : 40));
    const nights = short ? 1 : 3;
    const share = Math.ceil(photographs.length / (nights + 1));
    const began = performance.now();
    await shoot(pair.hotFolder, photographs.slice(0, share), () => 20);
    let frozen = 0;
    for (let night = 1; night <= nights; night += 1) {
      pair.suspendEngine();
      // The router forgets the connections of who sleeps, and tells nobody.
      frozen += pair.link.freezeOpenConnections();
      await clock.setOff(NIGHT_HOURS * night);
      pair.resumeEngine();
      await shoot(pair.hotFolder, photographs.slice(share * night, share * (night + 1)), () => 20);
      await sleep(500);
    }
    const problems = await pair.settleUp(photographs.length);
    problems.push(...(await latencyProblems(pair, performance.now() - began)));
    const story = `asleep for ${NIGHT_HOURS} hours ${nights} times, ${frozen} connections dead; ${photographs.length} frames`;
    return { fault, story, problems };
  });
}

/** No photo can have taken longer than all of it did, whatever the clocks said. */
async function latencyProblems(pair: Pair, allMs: number): Promise<string[]> {
  const { latency } = await pair.tether.status();
  return [latency.published, latency.painted].flatMap((found) =>
    found !== null && (found.p95 > allMs || found.p50 < 0)
      ? [`the tether UI says ${JSON.stringify(found)}, and all of it took ${Math.round(allMs)} ms`]
      : [],
  );
}
