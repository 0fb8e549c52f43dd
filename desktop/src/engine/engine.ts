import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createRelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import { lockFolder, type EngineLaunch } from '@picture-live/shared/process';
import { v7 as uuidv7 } from 'uuid';
import type { BridgeHandlers, EngineStatus, ShotView } from '../bridge/contract.ts';
import type { EngineHost } from '../bridge/host.ts';
import { createAlerts } from './alerts.ts';
import { createDiskPatience } from './disk-patience.ts';
import { connect } from './deliver/connection.ts';
import { createGate } from './gate/gate.ts';
import { startHotFolders } from './hot-folders.ts';
import { startHousekeeping } from './housekeeping.ts';
import { createIntake } from './intake.ts';
import { createLedger } from './ledger/ledger.ts';
import { createByteBudget } from './limiter.ts';
import { createPublisher } from './publisher.ts';
import { createRecipes } from './recipes/recipes.ts';
import { openSpool } from './render/spool.ts';
import { openSettings } from './settings.ts';
import { createSettler } from './settle/settler.ts';
import { countShots, measureLatency } from './status.ts';

export interface EngineConfig extends Pick<
  EngineLaunch,
  | 'dataDir'
  | 'hotFolders'
  | 'relayUrl'
  | 'deviceToken'
  | 'sessionId'
  | 'sessionTitle'
  | 'galleryUrl'
> {
  /** Where failures of ours are told; the engine goes on. */
  onError: (error: unknown, what: string) => void;
}

/** Share of the machine's memory that files waiting for their renditions may take. */
const MEMORY_SHARE = 0.1;

/**
 * Starts the engine over a data folder: everything between the hot folders and the relay.
 *
 * @throws PictureLiveError `home_in_use` when another engine works in the data folder.
 */
export async function startEngine(config: EngineConfig): Promise<EngineHost> {
  const { dataDir, sessionId } = config;
  const now = () => Date.now();
  await mkdir(dataDir, { recursive: true });
  const lock = await lockFolder(dataDir);
  const settings = await openSettings(dataDir);
  const ledger = createLedger(dataDir, { sessionId, newId: uuidv7, now });
  const spool = await openSpool(path.join(dataDir, 'spool'));
  await spool.sweep(ledger.spool.hashes());
  ledger.files.recheckFailed();
  const recipes = await createRecipes({
    dataDir,
    book: () => settings.get().recipes,
    setBook: async (book) => {
      await settings.set({ ...settings.get(), recipes: book });
      publisher.changed();
    },
    newId: uuidv7,
    sessionTitle: config.sessionTitle,
    ledger,
  });

  const stopping = new AbortController();
  const { signal } = stopping;
  const publisher = createPublisher({ status, shot: view });
  const onChange = (shotIds?: readonly string[], removed?: readonly string[]) =>
    publisher.changed(shotIds, removed);
  const alerts = createAlerts(onChange);
  const patiently = createDiskPatience(alerts, signal);
  const connection = connect({
    client: createRelayClient({ baseUrl: config.relayUrl, deviceToken: config.deviceToken }),
    deviceToken: config.deviceToken,
    sessionId,
    ledger,
    spool,
    alerts,
    patiently,
    now,
    onChange,
    onError: config.onError,
    signal,
  });
  const gate = createGate({
    ledger,
    mode: () => settings.get().publishMode,
    patiently,
    now,
    onChange,
    onQueued: connection.pump,
    onError: (error) => config.onError(error, 'letting shots out'),
  });
  const intake = createIntake({
    gate,
    ledger,
    spool,
    recipe: recipes.chosen,
    variables: recipes.variables,
    artwork: recipes.artwork,
    patiently,
    now,
    onChange,
    onQueued: connection.pump,
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
    onQueued: connection.pump,
    onError: config.onError,
    signal,
  });
  const housekeeping = startHousekeeping(ledger, spool, config.onError);

  function status(): EngineStatus {
    return {
      session: { id: sessionId, title: config.sessionTitle, galleryUrl: config.galleryUrl },
      relay: { url: config.relayUrl, ...connection.view() },
      hotFolders: hotFolders.views(),
      counts: countShots(ledger, connection.uploading().size),
      latency: measureLatency(ledger),
      uplinkBytesPerSecond: connection.uplinkBytesPerSecond(),
      alerts: alerts.list(),
      ...redevelopment.status(),
      publishMode: settings.get().publishMode,
    };
  }

  function view(shotId: string): ShotView | null {
    const shot = ledger.views.shot(shotId);
    return shot && underWay(shot);
  }

  const views = (shotIds: readonly string[]): ShotView[] =>
    shotIds.flatMap((shotId) => view(shotId) ?? []);

  /** What is no state of the ledger: after a crash it would be a lie. */
  function underWay(shot: ShotView): ShotView {
    const uploading = shot.state === 'queued' && connection.uploading().has(shot.id);
    const removal = connection.removalOf(shot.id);
    if (!uploading && removal === undefined) return shot;
    return {
      ...shot,
      ...(uploading && { state: 'uploading' as const }),
      ...(removal !== undefined && { removal }),
    };
  }

  const handlers: BridgeHandlers = {
    status: async () => status(),
    async listShots(page) {
      const { shots, more } = ledger.views.shots(page);
      return { shots: shots.map(underWay), more };
    },
    async retryShot({ shotId }) {
      if (!ledger.views.shot(shotId)) throw new PictureLiveError('not_found');
      if (ledger.outbox.reopened(shotId)) connection.pump();
      else hotFolders.readAgain(ledger.files.placesOf(shotId));
      publisher.changed([shotId]);
      return null;
    },
    async setPublishMode(publishMode) {
      await settings.set({ ...settings.get(), publishMode });
      publisher.changed();
      return null;
    },
    async decideShots({ shotIds, decision, until = null }) {
      await gate.decide(decision, shotIds, until);
      return { shots: views(shotIds) };
    },
    async rateShots({ shotIds, rating }) {
      await gate.rate(shotIds, rating);
      return { shots: views(shotIds) };
    },
    ...redevelopment.handlers,
  };

  return {
    handlers,
    subscribe: (listener) => publisher.subscribe(listener),
    async media(shotId, revision, name) {
      const hash = ledger.shots.renditionHash(shotId, revision, name);
      return hash === undefined ? null : spool.read(hash);
    },
    recipeMedia: redevelopment.media,
    fileOf: (shotId) => hotFolders.existing(ledger.files.placesOf(shotId)),
    async stop() {
      await hotFolders.stop();
      await settler.stop();
      housekeeping.stop();
      gate.stop();
      stopping.abort();
      await intake.drained();
      await redevelopment.stopped();
      await connection.stopped();
      publisher.stop();
      ledger.close();
      lock.release();
    },
  };
}
