import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs, createRelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { SessionChoice, SetupView } from '../bridge/desk.ts';
import type { Session } from '../engine/setup/book.ts';
import type { Desk } from '../engine/setup/desk.ts';
import { relayOrigin } from '../engine/setup/relay-address.ts';
import type { HeadlessOptions } from './options.ts';

export interface WorkFor {
  desk: Desk;
  wanted: Pick<HeadlessOptions, 'relay' | 'session' | 'deviceTokenFile'>;
  /** One line for whoever reads the journal. */
  say: (line: string) => void;
  signal: AbortSignal;
}

const BACKOFF = { firstMs: 500, capMs: 15_000 };

/**
 * Finds the way to the session that the options name without anybody at the screen: by what is
 * known, by a token, or by a code that it says. Nothing is asked again after a restart.
 */
export async function workFor(work: WorkFor): Promise<void> {
  const { desk, wanted, say } = work;
  const { relay } = wanted;
  const current = desk.book.current();
  if (relay === null) {
    say(current ? working(current) : 'Open the tether UI to set this laptop up.');
    return;
  }
  const origin = relayOrigin(relay);
  const fits = (session: Session): boolean =>
    session.relayUrl === origin && isNamed(wanted.session, named(session));
  const known = current && fits(current) ? current : desk.book.sessions().find(fits);
  if (known) {
    await desk.handlers.switchSession({ sessionId: known.id });
    say(working(known));
    return;
  }
  await patiently(work, () => desk.handlers.chooseRelay({ url: relay }));
  await getPaired(work, origin);
  await chooseSession(work);
}

async function getPaired(work: WorkFor, origin: string): Promise<void> {
  const { desk, wanted, say } = work;
  if (setupOf(desk).paired) return;
  if (wanted.deviceTokenFile !== null) {
    const deviceToken = (await readFile(wanted.deviceTokenFile, 'utf8')).trim();
    const client = createRelayClient({ baseUrl: origin, deviceToken });
    const { deviceId } = await patiently(work, () => client.device());
    await desk.setup.adopt({ deviceId, deviceToken });
    return;
  }
  while (!setupOf(desk).paired && !work.signal.aborted) {
    await patiently(work, () => desk.handlers.pairByCode(null));
    const { pairing } = setupOf(desk);
    if (pairing?.state === 'waiting') {
      say(`To pair this laptop, enter ${pairing.userCode} at ${pairing.verificationUri}`);
    }
    await changed(work, (setup) => setup.paired || setup.pairing?.state === 'ended');
  }
}

async function chooseSession(work: WorkFor): Promise<void> {
  const { desk, wanted, say } = work;
  if (work.signal.aborted) return;
  await patiently(work, () => desk.handlers.openSetup({ step: 'session' }));
  const { choices } = setupOf(desk);
  const [chosen, ...others] = choices.filter((choice) => isNamed(wanted.session, choice));
  if (!chosen || others.length > 0) {
    const titles = choices.map(({ title }) => `“${title}”`).join(', ') || 'none';
    say(`Choose the session in the tether UI, or name it with --session. There are: ${titles}.`);
    return;
  }
  await patiently(work, () => desk.handlers.chooseSession({ sessionId: chosen.id }));
  await desk.handlers.closeSetup(null);
  say(working(chosen));
}

/** Resolves when the set-up is as wanted, or the program ends. */
async function changed(
  { desk, signal }: WorkFor,
  wanted: (setup: SetupView) => boolean,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      const setup = desk.setup.view();
      if (setup !== null && !wanted(setup) && !signal.aborted) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = desk.subscribe(look);
    signal.addEventListener('abort', look, { once: true });
    look();
  });
}

/** Again and again while the relay is away: a mini-PC starts before the network does. */
async function patiently<T>({ say, signal }: WorkFor, call: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof PictureLiveError) || !error.retry || signal.aborted) throw error;
      if (failures === 1) say(`${error.message} It is tried again until it works.`);
      await sleep(backoffMs(BACKOFF, failures, Math.random()), undefined, { signal });
    }
  }
}

function setupOf(desk: Desk): Pick<SetupView, 'paired' | 'pairing' | 'choices'> {
  return desk.setup.view() ?? { paired: true, pairing: null, choices: [] };
}

function named({ id, title, galleryUrl }: Session): Pick<SessionChoice, 'id' | 'title' | 'slug'> {
  return { id, title, slug: new URL(galleryUrl).pathname.split('/').at(-1) ?? '' };
}

function isNamed(
  name: string | null,
  { id, title, slug }: Pick<SessionChoice, 'id' | 'title' | 'slug'>,
): boolean {
  return name === null || [id, title, slug].includes(name);
}

function working({ title }: { title: string }): string {
  return `Working for “${title}”.`;
}
