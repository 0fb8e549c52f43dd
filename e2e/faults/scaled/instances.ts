import { seededRandom } from '../../harness/random.ts';
import { sleep, until } from '../../harness/until.ts';
import type { ScaledFault } from './scaled-fault.ts';
import type { ScaledStage } from './stage.ts';
import { startSlowUploads } from './slow-upload.ts';
import { startVisitors } from './visitors.ts';

/** How long an instance may live between two kills, in milliseconds. */
const LIFE_MS = { long: 3_000, short: 1_000 };
/** Share of the kills that hit both instances in one moment. */
const BOTH_SHARE = 0.2;
/** Enough that each instance gets one. */
const UPLOADS = 3;

/** kill -9 of one instance or both, again and again, each started again at once. */
export const killInstances: ScaledFault = async (stage, { kills, frames, seed, short }) => {
  const random = seededRandom(seed);
  const tempo = seededRandom(seed + 1);
  const lifeMs = short ? LIFE_MS.short : LIFE_MS.long;
  let both = 0;
  const kill = async (): Promise<void> => {
    await sleep(random() * lifeMs);
    const hit = [...stage.scaled.instances];
    if (random() < BOTH_SHARE) both += 1;
    else hit.splice(Math.floor(random() * hit.length), 1);
    await Promise.all(hit.map((instance) => instance.kill()));
    await Promise.all(hit.map((instance) => instance.start()));
  };
  const pause = (): number => (tempo() * kills * lifeMs) / frames;
  const problems = await stage.shootDuring(frames, pause, async () => {
    for (let times = 0; times < kills; times += 1) await kill();
  });
  return {
    story: `${kills} kills, ${both} of them of both at once, in a shoot of ${frames} frames; seed ${seed}`,
    problems,
  };
};

/** One instance goes in the middle of the shoot, and stays away until everything is out. */
export const loseInstance: ScaledFault = async (stage, { frames, seed, short }) => {
  const random = seededRandom(seed);
  const shots = Math.min(frames, short ? 10 : 60);
  const { instances } = stage.scaled;
  const lost = instances[Math.floor(random() * instances.length)] ?? instances[0];
  const problems = await stage.shootDuring(
    shots,
    () => random() * 200,
    async () => {
      await until('a frame to be underway', () => isUnderway(stage));
      await lost.kill();
    },
  );
  const away = Math.max(...stage.pages.map((page) => page.longestAwayMs()));
  await lost.start();
  return {
    story: `one of two killed with frames underway and not started again; ${shots} frames, ${stage.pages.length} pages, none without push for more than ${seconds(away)}`,
    problems,
  };
};

async function isUnderway({ laptop }: ScaledStage): Promise<boolean> {
  const { counts } = await laptop.tether.status();
  return counts.live > 0 && counts.seen > counts.live;
}

/** Restarts of one instance after the other, as for an update, under the eyes of guests. */
export const restartInstances: ScaledFault = async (stage, { frames, short }) => {
  const rounds = short ? 1 : 5;
  const visitors = startVisitors(stage.scaled);
  let cut: string[] = [];
  const problems = await stage.shootDuring(
    Math.min(frames, short ? 6 : 40),
    () => 100,
    async () => {
      const uploads = await startSlowUploads(stage.scaled, UPLOADS);
      for (let round = 0; round < rounds; round += 1) {
        for (const instance of stage.scaled.instances) {
          await instance.stop();
          await instance.start();
        }
      }
      cut = await uploads.finished;
    },
  );
  const { calls, failures } = await visitors.stop();
  return {
    story: `both restarted ${rounds} times, one after the other; ${failures.length} of ${calls} calls of guests and ${cut.length} of ${UPLOADS} large uploads failed`,
    problems: [...problems, ...failures, ...cut],
  };
};

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
