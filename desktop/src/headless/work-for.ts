import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs, createRelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { SessionChoice, SetupStep, SetupView } from '../bridge/desk.ts';
import type { Session } from '../engine/setup/book.ts';
import type { Desk } from '../engine/setup/desk.ts';
import { relayOrigin } from '../engine/setup/relay-address.ts';
import type { HeadlessOptions, Wanted } from './options.ts';

export interface WorkFor {
  desk: Desk;
  wanted: Pick<HeadlessOptions, 'relay' | 'session' | 'deviceTokenFile' | 'second'>;
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
  await findSession(work);
  const { second } = work.wanted;
  if (second !== null && !work.signal.aborted) await findSecond(work, second);
}

async function findSession(work: WorkFor): Promise<void> {
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
  await getPaired(work, { ...wanted, relay: origin });
  await chooseSession(work, wanted.session, '--session');
  if (setupOf(desk).step === 'folders') await desk.handlers.closeSetup(null);
}

/** Has the photos of the session go to a second relay, too. */
async function findSecond(work: WorkFor, second: Wanted): Promise<void> {
  const { desk, say } = work;
  const current = desk.book.current();
  if (current === null) return;
  const origin = relayOrigin(second.relay);
  const there = desk.book.second(current.id);
  const isKnown =
    there !== null && there.relayUrl === origin && isNamed(second.session, named(there));
  if (!isKnown || there.deviceToken === null) {
    await desk.handlers.openSetup({ step: 'relay', second: true });
    await patiently(work, () => desk.handlers.chooseRelay({ url: origin }));
    await getPaired(work, { ...second, relay: origin });
    await chooseSession(work, second.session, '--second-session');
  }
  if (desk.book.second(current.id)?.relayUrl === origin) say(`Delivering to ${origin} as well.`);
}

async function getPaired(work: WorkFor, to: Wanted): Promise<void> {
  const { desk, say } = work;
  if (setupOf(desk).paired) return;
  if (to.deviceTokenFile !== null) {
    const deviceToken = (await readFile(to.deviceTokenFile, 'utf8')).trim();
    const client = createRelayClient({ baseUrl: to.relay, deviceToken });
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

/** @param option that names it. */
async function chooseSession(work: WorkFor, name: string | null, option: string): Promise<void> {
  const { desk, say } = work;
  if (work.signal.aborted) return;
  const { second } = setupOf(desk);
  await patiently(work, () => desk.handlers.openSetup({ step: 'session', second }));
  const { choices } = setupOf(desk);
  const [chosen, ...others] = choices.filter((choice) => isNamed(name, choice));
  if (!chosen || others.length > 0) {
    const titles = choices.map(({ title }) => `“${title}”`).join(', ') || 'none';
    say(`Choose the session in the tether UI, or name it with ${option}. There are: ${titles}.`);
    return;
  }
  await patiently(work, () => desk.handlers.chooseSession({ sessionId: chosen.id }));
  if (!second) say(working(chosen));
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

function setupOf(
  desk: Desk,
): Pick<SetupView, 'paired' | 'pairing' | 'choices' | 'second'> & { step: SetupStep | null } {
  return (
    desk.setup.view() ?? { step: null, paired: true, pairing: null, choices: [], second: false }
  );
}

function named({
  id,
  title,
  galleryUrl,
}: Pick<Session, 'id' | 'title' | 'galleryUrl'>): Pick<SessionChoice, 'id' | 'title' | 'slug'> {
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
