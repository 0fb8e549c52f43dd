import os from 'node:os';
import path from 'node:path';
import type { EngineLaunch } from '@picture-live/shared/process';
import { v7 as uuidv7 } from 'uuid';
import type { BridgeHandlers, EngineStatus } from '../bridge/contract.ts';
import type { CameraClock, FolderSettings, FolderView } from '../bridge/desk.ts';
import type { EngineHost } from '../bridge/host.ts';
import { createAlerts } from './alerts.ts';
import { createDiskPatience } from './disk-patience.ts';
import type { Uplink } from './deliver/uplink.ts';
import { wayTo } from './deliver/way.ts';
import { startDestinations, type Destination } from './destinations/destinations.ts';
import { clockOffsetOf, listClocks } from './folders/clocks.ts';
import { finishedReading } from './finished-reading.ts';
import { createGate } from './gate/gate.ts';
import { startHotFolders } from './hot-folders.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createIntake } from './intake.ts';
import { createLedger } from './ledger/ledger.ts';
import { createMessages } from './messages/messages.ts';
import { createByteBudget } from './limiter.ts';
import { startNumbers } from './numbers/numbers.ts';
import { createOriginals } from './originals/originals.ts';
import { createPublisher } from './publisher.ts';
import { createRecipes } from './recipes/recipes.ts';
import { openSpool } from './render/spool.ts';
import type { SettingsStore } from './settings.ts';
import { watchNumbers } from './sequence/number-watch.ts';
import { createSettler } from './settle/settler.ts';
import { createShotHandlers } from './shot-handlers.ts';
import { createShotViews } from './shot-views.ts';
import { countShots, measureLatency } from './status.ts';

export interface EngineConfig extends Pick<
  EngineLaunch,
  'dataDir' | 'relayUrl' | 'deviceToken' | 'sessionId' | 'sessionTitle' | 'galleryUrl'
> {
  hotFolders: readonly FolderSettings[];
  /** Where photos go besides; null: nowhere else. */
  second: Destination | null;
  settings: SettingsStore;
  uplink: Uplink;
  /** A relay was restored from a backup. */
  onRestored: (relayUrl: string) => void;
  /** Somebody has given a session another title. */
  onRenamed: (sessionId: string, title: string) => void;
  /** Where failures of ours are told; the engine goes on. */
  onError: (error: unknown, what: string) => void;
}

/** A running engine, for one session. */
export interface Engine extends Omit<EngineHost, 'handlers' | 'pages'> {
  handlers: BridgeHandlers;
  folders: {
    /** Watches these from now on. */
    apply(folders: readonly FolderSettings[]): void;
    views(): FolderView[];
  };
  /** Delivers there, too, from now on; null: no longer. */
  setSecond(second: Destination | null): Promise<void>;
  /** Every camera seen in the session, and every clock that was set. */
  clocks(): CameraClock[];
  /** Stops taking in files and waits until those in hand are dealt with, at most so long. */
  takeNoMore(patienceMs: number): Promise<void>;
}

/** Share of the machine's memory that files waiting for their renditions may take. */
const MEMORY_SHARE = 0.1;

/**
 * Starts the engine of one session over a data folder: everything between the hot folders and the
 * relay. The folder is there, and nobody else works in it.
 */
export async function startEngine(config: EngineConfig): Promise<Engine> {
  const { dataDir, sessionId, settings } = config;
  const now = () => Date.now();
  const ledger = createLedger(dataDir, { sessionId, newId: uuidv7, now });
  const spool = await openSpool(path.join(dataDir, 'spool'));
  await spool.sweep(ledger.spool.hashes());
  ledger.files.recheckFailed();
  const recipes = await createRecipes({
    dataDir,
    book: () => settings.get().recipes,
    changeBook: async (edit) => {
      await settings.change((before) => ({ ...before, recipes: edit(before.recipes) }));
      publisher.changed();
    },
    newId: uuidv7,
    sessionTitle: () => destinations.title(),
    photographerOf: (place) => hotFolders.originOf(place).photographer,
    ledger,
  });

  const stopping = new AbortController();
  const { signal } = stopping;
  const shots = createShotViews(ledger, () => destinations);
  const publisher = createPublisher({ status, shot: shots.one });
  const onChange = (shotIds?: readonly string[], removed?: readonly string[]) =>
    publisher.changed(shotIds, removed);
  const alerts = createAlerts(onChange);
  const patiently = createDiskPatience(alerts, signal);
  const way = wayTo(config);
  const messages = createMessages({
    ...config,
    way,
    ledger,
    patiently,
    pump: () => destinations.pump(),
    onChange,
    signal,
  });
  const destinations = startDestinations({
    main: {
      id: sessionId,
      title: config.sessionTitle,
      galleryUrl: config.galleryUrl,
      relayUrl: config.relayUrl,
      deviceToken: config.deviceToken,
    },
    wayToMain: way,
    second: config.second,
    ears: messages.ears,
    ledger,
    spool,
    alerts,
    patiently,
    uplink: config.uplink,
    now,
    onChange,
    onRestored: config.onRestored,
    onRenamed: config.onRenamed,
    onError: config.onError,
    signal,
  });
  const gate = createGate({
    ledger,
    mode: () => settings.get().publishMode,
    patiently,
    now,
    onChange,
    onQueued: destinations.pump,
    onError: (error) => config.onError(error, 'letting shots out'),
  });
  const intake = createIntake({
    gate,
    ledger,
    spool,
    recipe: recipes.chosen,
    variables: recipes.variables,
    artwork: recipes.artwork,
    surroundings: {
      origin: (place) => hotFolders.originOf(place),
      clockOffset: (camera) => clockOffsetOf(settings.get().desk.clocks, camera),
      isVersionElsewhere: (place, frame) => hotFolders.isVersionElsewhere(place, frame),
    },
    patiently,
    now,
    onChange,
    onQueued: destinations.pump,
    onError: (error, { path: file }) => config.onError(error, file),
  });
  const admit = createByteBudget(os.totalmem() * MEMORY_SHARE);
  const settler = createSettler({
    onOutcome: intake.take,
    admit,
    onError: (error, { path: file }) => config.onError(error, file),
  });
  const hotFolders = startHotFolders(config.hotFolders, {
    ledger,
    settler,
    patiently,
    now,
    onChange,
    onError: config.onError,
  });
  const redevelopment = recipes.start({
    spool,
    admit,
    pathsOf: hotFolders.pathsOf,
    idle: () => intake.drained(),
    patiently,
    now,
    onChange,
    onQueued: destinations.pump,
    onError: config.onError,
    signal,
  });
  const originals = createOriginals({
    ...redevelopment.originals,
    ledger,
    settings: () => settings.get().uplink,
    carriers: destinations.carriers,
    idle: () => intake.drained(),
    patiently,
    now,
    onChange,
    onError: config.onError,
    signal,
  });
  const housekeeping = startHousekeeping(ledger, spool, config.onError);

  const numbers = watchNumbers({
    ledger,
    now,
    onChange,
    onError: (error) => config.onError(error, 'looking for missing camera numbers'),
  });

  const overTime = startNumbers({ ...config, ...way, ledger, now, link: destinations });

  function status(): EngineStatus {
    const second = destinations.views();
    const originalsNow = originals.view();
    return {
      session: { id: sessionId, title: destinations.title(), galleryUrl: config.galleryUrl },
      relay: { url: config.relayUrl, ...destinations.link() },
      hotFolders: hotFolders.views(),
      counts: countShots(ledger, destinations.uploading()),
      latency: measureLatency(ledger),
      uplinkBytesPerSecond: destinations.uplinkBytesPerSecond(),
      uplink: destinations.uplink(),
      ...(originalsNow && { originals: originalsNow }),
      ...(second && { destinations: second }),
      alerts: alerts.list(),
      ...redevelopment.status(),
      publishMode: settings.get().publishMode,
      missingNumbers: numbers.missing(),
      messages: messages.status(),
    };
  }

  const handlers: BridgeHandlers = {
    status: async () => status(),
    ...createShotHandlers({
      ledger,
      shots,
      gate,
      settings,
      hotFolders,
      patiently,
      publisher,
      settleNumbers: numbers.settle,
      pump: destinations.pump,
      lookForOriginals: originals.look,
    }),
    ...redevelopment.handlers,
    ...messages.handlers,
    ...overTime.handlers,
  };

  return {
    handlers,
    subscribe: (listener) => publisher.subscribe(listener),
    async media(shotId, revision, name) {
      const hash = ledger.shots.renditionHash(shotId, revision, name);
      return hash === undefined ? null : spool.read(hash);
    },
    recipeMedia: redevelopment.media,
    messageMedia: messages.media,
    setSecond: destinations.apply,
    fileOf: (shotId) => hotFolders.existing(ledger.files.placesOf(shotId)),
    folders: { apply: (folders) => hotFolders.apply(folders), views: () => hotFolders.settings() },
    clocks: () => listClocks(ledger.views.bodies(), settings.get().desk.clocks),
    async takeNoMore(patienceMs) {
      await hotFolders.stop();
      await finishedReading(ledger, patienceMs);
    },
    async stop() {
      await hotFolders.stop();
      await settler.stop();
      housekeeping.stop();
      numbers.stop();
      overTime.stop();
      gate.stop();
      stopping.abort();
      await intake.drained();
      await redevelopment.stopped();
      await originals.stopped();
      await destinations.stopped();
      await messages.stopped();
      publisher.stop();
      ledger.close();
    },
  };
}
