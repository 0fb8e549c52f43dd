import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Photo } from '@picture-live/shared/protocol';
import { runCommand } from '../../harness/command.ts';
import { temporaryFolder } from '../../harness/project.ts';
import { problemsOf } from '../../harness/proof.ts';
import type { RelayView } from '../../harness/relay-view.ts';
import { until } from '../../harness/until.ts';
import { loseEverything } from '../../scaled/lose.ts';
import type { Scaled } from '../../scaled/scaled.ts';
import { witnessProblems } from '../../scaled/witness.ts';
import { playEvening } from './evening.ts';
import type { ScaledFault } from './scaled-fault.ts';
import type { ScaledStage } from './stage.ts';
import { startVisitors } from './visitors.ts';

/** Shot after the backup; one of them is taken back, and so is one that is in the backup. */
const LATER = 3;

/**
 * Backed up while photos come in and guests look, then shot on, then lost: both relays, database,
 * bucket, Redis, data folders. Restored into empty ones the gallery is the same, byte by byte; the
 * laptop brings what came after the backup, and open pages begin anew.
 */
export const loseMachine: ScaledFault = async (stage, { frames, short }) => {
  const { scaled, laptop } = stage;
  const shots = Math.min(frames, short ? 6 : 60);
  const scratch = await temporaryFolder('lost-machine');
  const file = path.join(scratch.path, 'party.tar');
  const problems: string[] = [];
  try {
    const evening = await playEvening(scaled);
    const eveningBefore = await evening.look();
    problems.push(...(await shootAndBackUp(stage, shots, file)));
    problems.push(
      ...(await stage.shootDuring(
        LATER,
        () => 50,
        async () => {},
      )),
    );
    const all = shots + LATER;
    const takenBack = await takeBack(stage);
    const before = await look(scaled.relay);

    // What is lost is compared before the laptop brings it.
    laptop.suspend();
    await loseEverything(scaled);
    problems.push(...(await commandProblems(scaled, 'restore', file)));
    await Promise.all(scaled.instances.map((instance) => instance.start()));
    const restored = await look(scaled.relay);
    problems.push(...differences(restored, before, takenBack, 'restored'));
    if (!isInOrder(restored, before)) problems.push('the restored photos come in another order');
    if ((await evening.look()) !== eveningBefore) problems.push('the other session is another one');
    problems.push(...(await evening.doorProblems()));

    laptop.resume();
    await until('the laptop to have brought everything', () => isWhole(scaled, before));
    const after = await look(scaled.relay);
    problems.push(...differences(after, before, [], 'delivered again'));
    problems.push(...(await problemsOf(scaled.relay, all - takenBack.length)));
    problems.push(...(await witnessProblems(scaled.relay, stage.pages)));
    problems.push(...(await whenLaptopAgrees(stage, all - takenBack.length)));
    const stale = stage.pages.filter((page) => page.restarts() === 0).length;
    if (stale > 0) problems.push(`${stale} open pages did not begin anew`);
    const inBackup = [...restored.keys()].filter((id) => before.has(id)).length;
    return {
      story: `backed up in a shoot of ${shots} frames, everything lost after ${LATER} more; ${inBackup} of ${before.size} photos came from the backup, all others from the laptop; ${stage.pages.length} open pages, a session behind a code`,
      problems,
    };
  } finally {
    await scratch.remove();
  }
};

/** The backup begins once frames are underway, under the eyes of guests. */
async function shootAndBackUp(
  { scaled, ...stage }: ScaledStage,
  shots: number,
  file: string,
): Promise<string[]> {
  const problems: string[] = [];
  const visitors = startVisitors(scaled);
  const found = await stage.shootDuring(
    shots,
    () => 200,
    async () => {
      await scaled.relay.waitForPhotos(Math.ceil(shots / 2));
      problems.push(...(await commandProblems(scaled, 'backup', file)));
    },
  );
  const { failures } = await visitors.stop();
  return [...problems, ...found, ...failures];
}

/** Runs it as an operator does, by the settings of the relays. */
async function commandProblems(
  { env, folder }: Scaled,
  command: 'backup' | 'restore',
  file: string,
): Promise<string[]> {
  const settings = { ...env, DATA_DIR: path.join(folder, 'a') };
  const { code, said } = await runCommand(command, [file], settings);
  return code === 0 ? [] : [`the ${command} ended with ${code}: ${said}`];
}

/** Takes back the first photo and the last one, and says which. */
async function takeBack({ scaled, laptop }: ScaledStage): Promise<string[]> {
  const shots = await laptop.tether.shots();
  const shotIds = [shots[0]?.id ?? '', shots.at(-1)?.id ?? ''];
  await laptop.tether.call('wishShots', { shotIds, wish: { retracted: true } });
  await until('two photos to be taken back', async () => {
    const live = await scaled.relay.photos();
    return live.every(({ id }) => !shotIds.includes(id));
  });
  return shotIds;
}

interface Seen {
  photo: Photo;
  /** Of its renditions, by their names. */
  bytes: Record<string, string>;
}

async function look(relay: RelayView): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  for (const photo of await relay.photos()) {
    const bytes: Record<string, string> = {};
    for (const [name, rendition] of Object.entries(photo.renditions)) {
      if (rendition === undefined) continue;
      const { url } = rendition;
      const picture = await relay.rendition(url);
      const hash = createHash('sha256').update(picture.bytes).digest('hex');
      bytes[name] = `${picture.status} ${url} ${hash}`;
    }
    seen.set(photo.id, { photo, bytes });
  }
  return seen;
}

/** @param besides photos that were taken back since the backup. */
function differences(
  now: Map<string, Seen>,
  before: Map<string, Seen>,
  besides: readonly string[],
  which: string,
): string[] {
  const problems: string[] = [];
  for (const [id, { bytes }] of now) {
    const then = before.get(id);
    if (then === undefined) {
      if (!besides.includes(id)) problems.push(`${which}: ${id} was not there before`);
      continue;
    }
    for (const [name, content] of Object.entries(bytes)) {
      if (then.bytes[name] !== content) problems.push(`${which}: ${name} of ${id} is another one`);
    }
  }
  return problems;
}

/** Of those that are in both; what the laptop brings again comes last. */
function isInOrder(now: Map<string, Seen>, before: Map<string, Seen>): boolean {
  const common = (seen: Map<string, Seen>) =>
    [...seen.keys()].filter((id) => now.has(id) && before.has(id)).join();
  return common(now) === common(before);
}

async function isWhole({ relay }: Scaled, before: Map<string, Seen>): Promise<boolean> {
  const photos = await relay.photos();
  const complete = photos.filter(({ renditions }) => renditions.full !== undefined);
  return photos.length === before.size && complete.length === before.size;
}

/** The laptop has told the relay everything, and believes what is so. */
async function whenLaptopAgrees({ laptop }: ScaledStage, live: number): Promise<string[]> {
  const agrees = async (): Promise<boolean> => {
    const { counts } = await laptop.tether.status();
    return counts.live === live && counts.queued === 0 && counts.failed === 0;
  };
  const holds = await until('the laptop to agree', agrees).catch(() => false);
  if (holds) return [];
  return [`the laptop counts ${JSON.stringify((await laptop.tether.status()).counts)}`];
}
