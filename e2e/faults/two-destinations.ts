import { smallPhotographs } from '../harness/frames.ts';
import { seededRandom } from '../harness/random.ts';
import { startTwoDestinations } from '../harness/two-destinations.ts';
import { sleep, until } from '../harness/until.ts';
import type { FaultOptions, Outcome } from './outcome.ts';
import { shoot } from './shoot.ts';

const MODES = ['cut', 'lose replies', 'black hole'] as const;
/** A black hole takes as long as the time limits of whoever fell into it. */
const SHORT_MODES = ['cut', 'lose replies'] as const;

/**
 * A shoot at a venue whose internet comes, goes and loses replies, with the engine killed in between:
 * the gallery at the venue must have every frame all the while, and the cloud in the end.
 */
export async function cloudAway({ frames, kills, seed, short }: FaultOptions): Promise<Outcome> {
  const random = seededRandom(seed);
  const photographs = await smallPhotographs(Math.min(frames, short ? 16 : 120));
  const modes = short ? SHORT_MODES : MODES;
  const rounds = short ? 2 : Math.max(3, Math.min(kills, 20));
  const stage = await startTwoDestinations();
  const problems: string[] = [];
  try {
    let shot = 0;
    for (let round = 0; round < rounds; round += 1) {
      const share = photographs.slice(
        shot,
        Math.floor(((round + 1) * photographs.length) / rounds),
      );
      shot += share.length;
      const shooting = shoot(stage.hotFolder, share, () => 30 + random() * 60);
      stage.link.become(modes[Math.floor(random() * modes.length)] ?? 'cut');
      await sleep(random() * (short ? 400 : 2_000));
      if (round > 0) await stage.killEngine();
      await shooting;
      // The internet is not there: the venue has everything all the same.
      const here = await until(`the venue to show ${shot} frames`, async () => {
        return (await stage.venue.photos()).length === shot;
      }).catch(() => false);
      if (!here) {
        const { length } = await stage.venue.photos();
        problems.push(`without the cloud the venue showed ${length} of ${shot} frames`);
      }
      stage.link.become('open');
      await sleep(random() * (short ? 300 : 1_500));
    }
    problems.push(...(await stage.settleUp(photographs.length)));
    return {
      fault: 'two destinations',
      story: `the cloud was away ${rounds} times and the engine killed ${rounds - 1} times; ${photographs.length} frames, seed ${seed}`,
      problems,
    };
  } finally {
    await stage.stop();
  }
}
