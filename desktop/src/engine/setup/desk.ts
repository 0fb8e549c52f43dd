import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import { lockFolder } from '@picture-live/shared/process';
import type { BridgeEvent, EngineStatus } from '../../bridge/contract.ts';
import type { EngineHost } from '../../bridge/host.ts';
import { createUplink } from '../deliver/uplink.ts';
import { startEngine, type Engine } from '../engine.ts';
import { openSpool } from '../render/spool.ts';
import { openSettings, type SettingsStore } from '../settings.ts';
import { createTurns } from '../turns.ts';
import { createBook, type Book, type LaunchedFolder, type Session } from './book.ts';
import { createCouriers } from './couriers.ts';
import { destinationHandlers } from './destination-handlers.ts';
import { openDeviceTokens, type DeviceTokens } from './device-tokens.ts';
import { engineHandlers } from './engine-handlers.ts';
import { folderHandlers } from './folder-handlers.ts';
import { statusOfNothing } from './nothing.ts';
import { createSetup, type Setup } from './setup.ts';
import { viewDesk } from './view-desk.ts';

export interface DeskConfig {
  dataDir: string;
  /** The session that the program was started with; null: it has to be set up. */
  own: Session | null;
  /** The hot folders that it was started with. */
  hotFolders: readonly LaunchedFolder[];
  /** How people recognise this laptop on a relay. */
  deviceName: string;
  /** Where the relays' tokens are kept; a file that only its owner can read unless told. */
  tokens?: DeviceTokens;
  /** Where failures of ours are told; the desk goes on. */
  onError: (error: unknown, what: string) => void;
}

/** What stands above the engine of one session: the same to the shells, whichever is current. */
export interface Desk extends EngineHost {
  book: Book;
  settings: SettingsStore;
  setup: Setup;
}

/** What is in hand when sessions are switched may take so long; what is not done waits in it. */
const LAST_FILES_MS = 5_000;
const TELL_MS = 250;

/**
 * Starts the desk over a data folder: the set-up, and the engine of the session that is current. One
 * engine works for one session; to switch is to stop one and start another, while couriers deliver
 * what the others left.
 *
 * @throws PictureLiveError `home_in_use` when another desk works in the data folder.
 */
export async function startDesk(config: DeskConfig): Promise<Desk> {
  const { dataDir } = config;
  await mkdir(dataDir, { recursive: true });
  const lock = await lockFolder(dataDir);
  try {
    return await openDesk(config, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openDesk(config: DeskConfig, release: () => void): Promise<Desk> {
  const { dataDir, onError } = config;
  const now = () => Date.now();
  const settings = await openSettings(dataDir);
  const tokens = config.tokens ?? (await openDeviceTokens(dataDir));
  const book = createBook({ settings, tokens, own: config.own, hotFolders: config.hotFolders });
  const listeners = new Set<(event: BridgeEvent) => void>();
  let engine: Engine | null = null;
  /** What the engine works for, as it was when it began. */
  let working: Session | null = null;
  let unsubscribe = (): void => undefined;
  let telling: NodeJS.Timeout | undefined;
  /** Switches happen one after the other, and calls wait for the one under way. */
  const turns = createTurns();

  /** One line for all sessions. */
  const uplink = createUplink(() => settings.get().uplink);
  const couriers = createCouriers({
    dataDir,
    spool: await openSpool(path.join(dataDir, 'spool')),
    publishMode: () => settings.get().publishMode,
    uplink,
    now,
    onRenamed,
    onChange,
    onError,
  });
  const setup = createSetup({
    book,
    tokens,
    dataDir,
    deviceName: config.deviceName,
    now,
    onChange,
    switchTo,
    renew,
    applySecond,
    onError,
  });

  function tell(event: BridgeEvent): void {
    for (const listener of listeners) listener(event);
  }

  /** Something above the session changed. */
  function onChange(): void {
    telling ??= setTimeout(() => {
      telling = undefined;
      status().then(
        (told) => tell({ type: 'status', status: told }),
        (error: unknown) => onError(error, 'telling how things stand'),
      );
    }, TELL_MS);
  }

  function onRenamed(sessionId: string, title: string): void {
    book.rename(sessionId, title).then(onChange, (error: unknown) => {
      onError(error, 'keeping the title of a session');
    });
  }

  async function status(): Promise<EngineStatus> {
    const current = await settled();
    const told = current ? await current.handlers.status(null) : statusOfNothing(settings.get());
    return { ...told, desk: viewDesk({ book, setup, couriers, engine: current }) };
  }

  async function settled(): Promise<Engine | null> {
    await turns.settled();
    return engine;
  }

  /** @throws PictureLiveError `invalid_request` while there is no session. */
  async function running(): Promise<Engine> {
    const found = await settled();
    if (found) return found;
    throw new PictureLiveError('invalid_request', 'Choose a session first.');
  }

  async function begin(session: Session): Promise<void> {
    await couriers.recall(session.id);
    if (book.isLaunched(session.id)) await book.adoptLaunched(session.id);
    engine = await startEngine({
      dataDir,
      settings,
      uplink,
      hotFolders: book.folders(session.id),
      second: book.second(session.id),
      relayUrl: session.relayUrl,
      deviceToken: session.deviceToken,
      sessionId: session.id,
      sessionTitle: session.title,
      galleryUrl: session.galleryUrl,
      onRestored: doubtOthers,
      onRenamed,
      onError,
    });
    working = session;
    unsubscribe = engine.subscribe(pass);
    sendCouriers();
  }

  function sendCouriers(): void {
    for (const other of book.sessions()) {
      if (other.id === working?.id) continue;
      couriers.send({ main: other, second: book.second(other.id) });
    }
  }

  /** What other sessions delivered to a relay that was restored is compared as well. */
  function doubtOthers(relayUrl: string): void {
    for (const other of book.sessions()) {
      const second = book.second(other.id);
      const isThere = [other, second].some((one) => one?.relayUrl === relayUrl);
      if (isThere && other.id !== working?.id) couriers.send({ main: other, second }, true);
    }
  }

  function pass(event: BridgeEvent): void {
    if (event.type !== 'status') return tell(event);
    tell({
      type: 'status',
      status: { ...event.status, desk: viewDesk({ book, setup, couriers, engine }) },
    });
  }

  async function end(): Promise<void> {
    const before = engine;
    engine = null;
    unsubscribe();
    await before?.takeNoMore(LAST_FILES_MS);
    await before?.stop();
  }

  /** Ends the engine of one session and begins that of another; back to the first where it fails. */
  async function exchange(to: Session): Promise<void> {
    const before = book.current();
    await end();
    try {
      await begin(to);
      await book.change(() => ({ current: to.id }));
    } catch (error) {
      await end();
      if (before) await begin(before);
      throw error;
    } finally {
      tell({ type: 'session_changed' });
    }
  }

  async function switchTo(sessionId: string): Promise<void> {
    const to = book.find(sessionId);
    await turns.take(async () => {
      if (engine === null || working?.id !== sessionId) await exchange(to);
    });
    onChange();
  }

  /** A relay has given this laptop another token: all that is under way goes on with it. */
  async function renew(): Promise<void> {
    await turns.take(async () => {
      const current = book.current();
      if (engine === null || current === null) return;
      if (current.deviceToken !== working?.deviceToken) return exchange(current);
      await engine.setSecond(book.second(current.id));
      sendCouriers();
    });
    onChange();
  }

  /** The engine, if it works for that session, delivers where the book says from now on. */
  async function applySecond(sessionId: string): Promise<void> {
    await turns.take(async () => {
      if (book.current()?.id === sessionId) await engine?.setSecond(book.second(sessionId));
    });
    onChange();
  }

  const folders = folderHandlers({ book, dataDir, engine: running, onChange });
  const handlers: EngineHost['handlers'] = {
    ...engineHandlers(settled, running),
    ...setup.handlers,
    ...folders,
    ...destinationHandlers({ book, apply: applySecond }),
    status,
    async switchSession({ sessionId }) {
      await switchTo(sessionId);
      return null;
    },
  };

  const first = book.current();
  if (first) await begin(first);
  setup.resume();

  return {
    book,
    settings,
    setup,
    handlers,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    media: async (...which) => (await settled())?.media(...which) ?? null,
    recipeMedia: async (...which) => (await settled())?.recipeMedia(...which) ?? null,
    messageMedia: async (...which) => (await settled())?.messageMedia(...which) ?? null,
    fileOf: async (shotId) => (await settled())?.fileOf(shotId) ?? null,
    pages: () => [
      ...book
        .sessions()
        .flatMap((session) => [session, book.second(session.id) ?? session])
        .flatMap(({ galleryUrl, relayUrl }) => [galleryUrl, relayUrl]),
      ...setup.pages(),
    ],
    async stop() {
      await turns.settled();
      clearTimeout(telling);
      listeners.clear();
      setup.stop();
      unsubscribe();
      await engine?.stop();
      await couriers.stop();
      release();
    },
  };
}
