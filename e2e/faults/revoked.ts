import path from 'node:path';
import { deviceClient } from '@picture-live/shared/client';
import type { Session } from '@picture-live/shared/protocol';
import { registerOwner, type Owner } from '../harness/account.ts';
import { smallPhotographs } from '../harness/frames.ts';
import { startHeadless, type Headless } from '../harness/headless.ts';
import { newDeviceToken, startRelay } from '../harness/parts.ts';
import { temporaryFolder } from '../harness/project.ts';
import { settleUp } from '../harness/proof.ts';
import { viewRelay } from '../harness/relay-view.ts';
import { until } from '../harness/until.ts';
import type { FaultOptions, Outcome } from './outcome.ts';
import { shoot } from './shoot.ts';

/**
 * The owner ends a laptop's access in the middle of a shoot, and changes the password; the
 * photographer pairs it again. It must ask for that once, keep what waits, and be the laptop that
 * it was: what it published before can still be taken back.
 */
export async function revokedDevice({ frames, short }: FaultOptions): Promise<Outcome> {
  const fault = 'revoked device';
  const photographs = await smallPhotographs(Math.min(frames, short ? 8 : 40));
  const half = photographs.length / 2;
  const scratch = await temporaryFolder('revoked');
  const dataDir = path.join(scratch.path, 'relay');
  const relay = await startRelay({ dataDir, deviceToken: newDeviceToken(), port: 0 });
  const url = `http://127.0.0.1:${relay.ready.port}`;
  const laptop = await startHeadless(['--data-dir', path.join(scratch.path, 'laptop')]);
  try {
    const owner = await registerOwner(url);
    const session = await owner.createSession('Anna & Li');
    const view = viewRelay(url, session.id);
    await pair(laptop, owner, url, session);
    const hotFolder = path.join(scratch.path, 'hot');
    await laptop.tether.call('addFolder', { path: hotFolder, create: true });
    await laptop.tether.call('closeSetup', null);
    await shoot(hotFolder, photographs.slice(0, half), () => 20);
    await view.waitForComplete(half);

    const devices = deviceClient(owner.auth.call);
    for (const { id } of await devices.devices()) await devices.revokeDevice(id);
    await shoot(hotFolder, photographs.slice(half), () => 20);
    const said = await until('the tether UI to say that the relay refuses it', async () => {
      const { relay: found } = await laptop.tether.status();
      return found.code === 'unauthorized' ? found.message : null;
    });
    await until('all the rest to wait', async () => {
      const { counts } = await laptop.tether.status();
      return counts.queued + counts.uploading === photographs.length - half;
    });
    await pair(laptop, owner, url, session);
    const problems = await settleUp(view, laptop.tether, photographs.length);
    problems.push(...(await takeBack(laptop, view, photographs.length)));
    const story = `revoked after ${half} frames; it said "${said}"; paired again; ${photographs.length} frames`;
    return { fault, story, problems };
  } finally {
    await laptop.stop();
    await relay.stop();
    await scratch.remove();
  }
}

/** As a photographer does it with the set-up and a code. */
async function pair(
  { tether }: Headless,
  owner: Owner,
  relayUrl: string,
  { id: sessionId }: Session,
): Promise<void> {
  await tether.call('chooseRelay', { url: relayUrl });
  await tether.call('pairByCode', null);
  const userCode = await until('a code to pair with', async () => {
    const pairing = (await tether.status()).desk?.setup?.pairing;
    return pairing?.state === 'waiting' ? pairing.userCode : null;
  });
  await deviceClient(owner.auth.call).approvePairing({ userCode, sessionIds: [sessionId] });
  await until('the session to be offered', async () => {
    const setup = (await tether.status()).desk?.setup;
    return setup?.paired && setup.choices.some(({ id }) => id === sessionId);
  });
  await tether.call('chooseSession', { sessionId });
}

/** The first shot, published by the laptop that was revoked, goes when the photographer says so. */
async function takeBack(
  { tether }: Headless,
  view: ReturnType<typeof viewRelay>,
  frames: number,
): Promise<string[]> {
  const first = (await tether.shots()).at(-1);
  if (first === undefined) return ['the laptop lists no shot'];
  await tether.call('wishShots', { shotIds: [first.id], wish: { retracted: true } });
  const gone = async (): Promise<boolean> => (await view.photos()).length === frames - 1;
  const isGone = await until('the retracted photo to be gone', gone).catch(() => false);
  return isGone ? [] : ['a photo from before the revocation cannot be taken back'];
}
