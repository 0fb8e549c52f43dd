import path from 'node:path';
import type { EngineStatus } from '@picture-live/desktop/bridge';
import { PublicSession } from '@picture-live/shared/protocol';
import { registerOwner, type Owner } from './account.ts';
import { startFlakyLink, type FlakyLink } from './flaky-link.ts';
import { newDeviceToken, startEngine, startRelay } from './parts.ts';
import { temporaryFolder } from './project.ts';
import { problemsOf, tetherProblems } from './proof.ts';
import { viewRelay, type RelayView } from './relay-view.ts';
import { openTether, type Tether } from './tether.ts';
import { until } from './until.ts';

type DestinationView = NonNullable<EngineStatus['destinations']>[number];

/** A laptop with its own relay, that delivers to one in the cloud as well, over a link that can fail. */
export interface TwoDestinations {
  /** To the cloud. */
  readonly link: FlakyLink;
  readonly hotFolder: string;
  /** Removed in the end. */
  readonly scratch: string;
  /** Who owns the session in the cloud. */
  readonly owner: Owner;
  /** Tokens of devices that deliver to the first session of each relay. */
  readonly tokens: { venue: string; cloud: string };
  readonly venue: RelayView;
  readonly cloud: RelayView;
  readonly tether: Tether;
  /** Address of the tether UI, with its token. */
  readonly tetherUrl: string;
  /** Address of a relay's gallery. */
  galleryOf(relay: RelayView): Promise<string>;
  /** The cloud as the laptop sees it. */
  cloudView(): Promise<DestinationView>;
  /** kill -9 of the engine, and a start on the same data. */
  killEngine(): Promise<void>;
  /** Waits until both have all of a shoot; says what does not hold. */
  settleUp(frames: number): Promise<string[]>;
  stop(): Promise<void>;
}

/** How long a shoot may take to come out at both. */
const SETTLE_MS = 300_000;

/** Starts all of it, and sets the second destination up as a photographer with an account does. */
export async function startTwoDestinations(): Promise<TwoDestinations> {
  const scratch = await temporaryFolder('two-destinations');
  const hotFolder = path.join(scratch.path, 'hot');
  const tokens = { venue: newDeviceToken(), cloud: newDeviceToken() };
  const relayAt = (name: string, token: string) =>
    startRelay({ dataDir: path.join(scratch.path, name), deviceToken: token, port: 0 });
  const [own, far] = await Promise.all([
    relayAt('venue', tokens.venue),
    relayAt('cloud', tokens.cloud),
  ]);
  const venueUrl = `http://127.0.0.1:${own.ready.port}`;
  const cloudUrl = `http://127.0.0.1:${far.ready.port}`;
  const link = await startFlakyLink(far.ready.port);
  const owner = await registerOwner(cloudUrl);
  const { id } = await owner.createSession('A shoot');
  const beginEngine = () =>
    startEngine({
      dataDir: path.join(scratch.path, 'engine'),
      hotFolder,
      relayUrl: venueUrl,
      deviceToken: tokens.venue,
      sessionId: own.ready.sessionId,
    });
  let engine = await beginEngine();
  const openIt = (): Tether => openTether(engine.ready.tetherUrl ?? '');
  let tether = openIt();
  await tether.call('openSetup', { step: 'relay', second: true });
  await tether.call('chooseRelay', { url: link.url });
  await tether.call('logIn', { email: owner.email, password: owner.password });
  await tether.call('chooseSession', { sessionId: id });
  const venue = viewRelay(venueUrl, own.ready.sessionId);
  const cloud = viewRelay(cloudUrl, id);

  async function cloudView(): Promise<DestinationView> {
    const { destinations = [] } = await tether.status();
    const found = destinations.find((one) => one.id === id);
    if (found) return found;
    throw new Error(`The laptop delivers to ${JSON.stringify(destinations)}.`);
  }

  async function settleUp(frames: number): Promise<string[]> {
    await Promise.all([
      venue.waitForComplete(frames, SETTLE_MS),
      cloud.waitForComplete(frames, SETTLE_MS),
    ]);
    const isSettled = async (): Promise<boolean> => {
      const { backlog, telling, live } = await cloudView();
      return backlog.bytes === 0 && telling === 0 && live === frames;
    };
    const settled = await until('the laptop to know that the cloud has all', isSettled).catch(
      () => false,
    );
    const told = settled ? [] : [`the laptop says ${JSON.stringify(await cloudView())}`];
    const of = (name: string) => (problem: string) => `${name}: ${problem}`;
    return [
      ...told,
      ...(await problemsOf(venue, frames)).map(of('venue')),
      ...(await problemsOf(cloud, frames)).map(of('cloud')),
      ...(await tetherProblems(tether, frames)),
    ];
  }

  return {
    link,
    hotFolder,
    scratch: scratch.path,
    owner,
    tokens,
    venue,
    cloud,
    get tether() {
      return tether;
    },
    get tetherUrl() {
      return engine.ready.tetherUrl ?? '';
    },
    async galleryOf({ origin, sessionId }) {
      const reply = await fetch(`${origin}/api/sessions/${sessionId}`);
      return `${origin}/g/${PublicSession.parse(await reply.json()).slug}`;
    },
    cloudView,
    async killEngine() {
      await engine.kill();
      engine = await beginEngine();
      tether = openIt();
    },
    settleUp,
    async stop() {
      await engine.stop();
      await Promise.all([own.stop(), far.stop()]);
      await link.stop();
      await scratch.remove();
    },
  };
}
