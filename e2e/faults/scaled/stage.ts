import { photograph, type Frame } from '../../harness/frames.ts';
import { until } from '../../harness/until.ts';
import { startLaptop, type Laptop } from '../../scaled/laptop.ts';
import { startScaled, type Scaled } from '../../scaled/scaled.ts';
import { stopAll, type Stoppable } from '../../scaled/stop-all.ts';
import { startWitness, witnessProblems, type Witness } from '../../scaled/witness.ts';
import { shoot } from '../shoot.ts';

/** Two relays and all behind them, a laptop that delivers, and open pages: what faults happen to. */
export interface ScaledStage {
  readonly scaled: Scaled;
  readonly laptop: Laptop;
  readonly pages: readonly Witness[];
  /**
   * Shoots so many more frames while something happens to the relays, and waits until everything
   * is out. Says what does not hold of all frames so far.
   */
  shootDuring(
    frames: number,
    pauseMs: () => number,
    happen: () => Promise<void>,
  ): Promise<string[]>;
  stop(): Promise<void>;
}

/** Enough that nginx gives each relay some. */
const PAGES = 6;

export async function setScaledStage(): Promise<ScaledStage> {
  const started: Stoppable[] = [];
  try {
    const scaled = await startScaled();
    started.push(scaled);
    const laptop = await startLaptop(scaled);
    started.push(laptop);
    const pages = Array.from({ length: PAGES }, () =>
      startWitness(scaled.origin, scaled.sessionId),
    );
    started.push({ stop: async () => pages.forEach((page) => page.stop()) });
    await until('every page to be live', () => pages.every((page) => page.connection() === 'live'));
    let shot = 0;
    return {
      scaled,
      laptop,
      pages,
      async shootDuring(frames, pauseMs, happen) {
        const fresh = await nextFrames(shot, frames);
        shot += frames;
        await Promise.all([shoot(laptop.hotFolder, fresh, pauseMs), happen()]);
        const problems = await laptop.settleUp(shot);
        return [...problems, ...(await witnessProblems(scaled.relay, pages))];
      },
      stop: () => stopAll(started),
    };
  } catch (error) {
    await stopAll(started);
    throw error;
  }
}

async function nextFrames(after: number, count: number): Promise<Frame[]> {
  const seeds = Array.from({ length: count }, (_, index) => after + index + 1);
  return Promise.all(seeds.map((seed) => photograph(seed)));
}
