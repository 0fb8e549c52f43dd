import { createRelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { PublicSession } from '@picture-live/shared/protocol';
import type { DeskHandlers } from '../../bridge/contract.ts';
import type { SessionChoice, SetupStep, SetupView } from '../../bridge/desk.ts';
import { logIn, type Account, type Device } from './account.ts';
import { ownFolder, type Book } from './book.ts';
import type { StoredSetup } from './desk-settings.ts';
import type { DeviceTokens } from './device-tokens.ts';
import { startPairing, type Pairing } from './pairing.ts';
import { relayOrigin } from './relay-address.ts';

export interface SetupParts {
  book: Book;
  tokens: DeviceTokens;
  dataDir: string;
  /** How people recognise this laptop on the relay. */
  deviceName: string;
  now: () => number;
  onChange: () => void;
  /** Makes a session current that the book knows. */
  switchTo: (sessionId: string) => Promise<void>;
  onError: (error: unknown, what: string) => void;
}

export type SetupHandlers = Pick<
  DeskHandlers,
  | 'openSetup'
  | 'closeSetup'
  | 'chooseRelay'
  | 'pairByCode'
  | 'stopPairing'
  | 'logIn'
  | 'chooseSession'
  | 'createSession'
>;

const BEGINNING: StoredSetup = { open: true, step: 'relay', relayUrl: null, deviceId: null };
/** Steps that are about the session that is current. */
const OF_A_SESSION: readonly SetupStep[] = ['folders', 'recipe', 'test'];

/** The way from nothing to a session: what was reached is kept, and taken up after a restart. */
export function createSetup(parts: SetupParts) {
  const { book, tokens, onChange } = parts;
  let pairing: Pairing | null = null;
  let account: Account | null = null;
  let choices: SessionChoice[] = [];

  const stored = (): StoredSetup =>
    book.desk().setup ?? { ...BEGINNING, open: book.current() === null };

  async function put(change: Partial<StoredSetup>): Promise<void> {
    await book.change(() => ({ setup: { ...stored(), ...change } }));
    onChange();
  }

  function device(): Device | null {
    const { deviceId } = stored();
    const deviceToken = deviceId === null ? undefined : tokens.get(deviceId);
    return deviceId === null || deviceToken === undefined ? null : { deviceId, deviceToken };
  }

  function relay(): string {
    const { relayUrl } = stored();
    if (relayUrl !== null) return relayUrl;
    throw new PictureLiveError('invalid_request', 'Choose a relay first.');
  }

  async function sessionsOfDevice(): Promise<PublicSession[]> {
    const deviceToken = device()?.deviceToken;
    if (deviceToken === undefined) return [];
    return (await createRelayClient({ baseUrl: relay(), deviceToken }).device()).sessions;
  }

  /** What the relay lets this laptop, or whoever is logged in, deliver to. */
  async function loadChoices(): Promise<void> {
    const ours = await sessionsOfDevice();
    const theirs = (await account?.sessions()) ?? [];
    const all = new Map([...theirs, ...ours].map((session) => [session.id, toChoice(session)]));
    choices = [...all.values()];
    onChange();
  }

  function stopPairing(): void {
    pairing?.stop();
    pairing = null;
  }

  /** The token first: the relay tells it once. */
  async function paired({ deviceId, deviceToken }: Device): Promise<void> {
    await tokens.put(deviceId, deviceToken);
    await put({ deviceId, step: 'session' });
    pairing = null;
    await loadChoices().catch((error: unknown) =>
      parts.onError(error, 'asking the relay for its sessions'),
    );
  }

  async function choose(session: PublicSession, by: Device): Promise<void> {
    const { id, slug, title } = session;
    const relayUrl = relay();
    const galleryUrl = book.galleryUrl(relayUrl, slug);
    await book.remember({ id, title, relayUrl, galleryUrl, deviceId: by.deviceId });
    await put({ deviceId: by.deviceId, step: 'folders' });
    await parts.switchTo(id);
  }

  async function allow(sessionId: string): Promise<Device> {
    const before = device();
    if (account === null) {
      throw new PictureLiveError(
        'session_not_found',
        'The relay gave this laptop no such session.',
      );
    }
    const allowed = await account.allow(sessionId, before);
    await tokens.put(allowed.deviceId, allowed.deviceToken);
    return allowed;
  }

  const handlers: SetupHandlers = {
    async openSetup({ step }) {
      checkStep(step);
      await put({ open: true, step });
      if (step === 'session') await loadChoices();
      return null;
    },
    async closeSetup() {
      if (book.current() === null) {
        throw new PictureLiveError('invalid_request', 'There is no session to go back to yet.');
      }
      stopPairing();
      const isDone = OF_A_SESSION.includes(stored().step);
      if (isDone) await forgetAccount();
      await book.change(() => ({ setup: isDone ? null : { ...stored(), open: false } }));
      onChange();
      return null;
    },
    async chooseRelay({ url }) {
      const relayUrl = relayOrigin(url);
      await createRelayClient({ baseUrl: relayUrl }).health();
      stopPairing();
      if (relayUrl !== stored().relayUrl) await forgetAccount();
      choices = [];
      const deviceId = book.deviceOf(relayUrl);
      await put({ open: true, relayUrl, deviceId, step: 'pair' });
      return null;
    },
    async pairByCode() {
      stopPairing();
      pairing = await startPairing({
        relayUrl: relay(),
        deviceName: parts.deviceName,
        now: parts.now,
        onChange,
        onPaired: paired,
      });
      onChange();
      return null;
    },
    async stopPairing() {
      stopPairing();
      onChange();
      return null;
    },
    async logIn(credentials) {
      account = await logIn(relay(), credentials, parts.deviceName);
      stopPairing();
      await put({ step: 'session' });
      await loadChoices();
      return null;
    },
    async chooseSession({ sessionId }) {
      const known = device();
      const ours = (await sessionsOfDevice()).find(({ id }) => id === sessionId);
      if (ours && known) await choose(ours, known);
      else await chooseTheirs(sessionId);
      return null;
    },
    async createSession({ title }) {
      if (account === null) {
        throw new PictureLiveError(
          'unauthorized',
          'Log in first: a session belongs to an account.',
        );
      }
      const session = await account.createSession(title);
      await choose(session, await allow(session.id));
      return null;
    },
  };

  async function chooseTheirs(sessionId: string): Promise<void> {
    const theirs = (await account?.sessions()) ?? [];
    const session = theirs.find(({ id }) => id === sessionId);
    if (!session) throw new PictureLiveError('session_not_found');
    await choose(session, await allow(sessionId));
  }

  async function forgetAccount(): Promise<void> {
    const before = account;
    account = null;
    // It ends by itself where the relay cannot be told.
    await before?.logOut().catch((error: unknown) => parts.onError(error, 'logging out'));
  }

  function checkStep(step: SetupStep): void {
    if (step === 'pair') relay();
    if (step === 'session' && device() === null && account === null) {
      throw new PictureLiveError('invalid_request', 'Pair this laptop or log in first.');
    }
    if (OF_A_SESSION.includes(step) && book.current() === null) {
      throw new PictureLiveError('invalid_request', 'Choose a session first.');
    }
  }

  /** Null: no set-up is open. */
  function view(): SetupView | null {
    const { open, step, relayUrl } = stored();
    const current = book.current();
    if (!open) return null;
    return {
      step,
      relayUrl,
      paired: device() !== null,
      account: account?.name ?? null,
      pairing: pairing?.view() ?? null,
      choices,
      suggestedFolders: current === null ? [] : suggest(current.id),
      canClose: current !== null,
    };
  }

  function suggest(sessionId: string): string[] {
    const taken = book.folders(sessionId).map((folder) => folder.path);
    const fresh = ownFolder(parts.dataDir, book.find(sessionId));
    return [fresh, ...book.foldersElsewhere(sessionId)]
      .filter((folder) => !taken.includes(folder))
      .slice(0, 5);
  }

  return {
    handlers,
    view,
    /** Where a code is entered. */
    pages(): string[] {
      const shown = pairing?.view();
      return shown?.state === 'waiting' ? [shown.verificationUri] : [];
    },
    /** Takes a token that somebody brought instead of a code. */
    adopt: paired,
    /** Takes up what was begun before the program was started. */
    resume(): void {
      if (!stored().open || stored().step !== 'session' || device() === null) return;
      loadChoices().catch((error: unknown) =>
        parts.onError(error, 'asking the relay for its sessions'),
      );
    },
    stop: stopPairing,
  };
}

export type Setup = ReturnType<typeof createSetup>;

function toChoice({ id, slug, title, photoCount }: PublicSession): SessionChoice {
  return { id, slug, title, photoCount };
}
