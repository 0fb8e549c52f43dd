import { createRelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { PublicSession } from '@picture-live/shared/protocol';
import type { DeskHandlers } from '../../bridge/contract.ts';
import type { SessionChoice, SetupStep, SetupView } from '../../bridge/desk.ts';
import { logIn, type Account, type Device } from './account.ts';
import { OWN_DEVICE, type Book } from './book.ts';
import type { StoredSetup } from './desk-settings.ts';
import type { DeviceTokens } from './device-tokens.ts';
import { startPairing, type Pairing } from './pairing.ts';
import { relayOrigin } from './relay-address.ts';
import { choicesOf, sessionsOfDevice } from './session-choices.ts';
import { OF_A_SESSION, requireStep } from './steps.ts';
import { viewSetup } from './view-setup.ts';

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
  /** A device has another token from now on. */
  renew: () => Promise<void>;
  /** Delivers a session to what the book says from now on. */
  applySecond: (sessionId: string) => Promise<void>;
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

const BEGINNING: StoredSetup = {
  open: true,
  step: 'relay',
  relayUrl: null,
  deviceId: null,
  secondOf: null,
};

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
    const own = book.ownRelay();
    if (deviceId === OWN_DEVICE && own) return { deviceId, deviceToken: own.deviceToken };
    const deviceToken = deviceId === null ? undefined : tokens.get(deviceId);
    return deviceId === null || deviceToken === undefined ? null : { deviceId, deviceToken };
  }

  function relay(): string {
    const { relayUrl } = stored();
    if (relayUrl !== null) return relayUrl;
    throw new PictureLiveError('invalid_request', 'Choose a relay first.');
  }

  async function ours(): Promise<PublicSession[]> {
    const deviceToken = device()?.deviceToken;
    return deviceToken === undefined ? [] : sessionsOfDevice(relay(), deviceToken);
  }

  /** What the relay lets this laptop, or whoever is logged in, deliver to. */
  async function loadChoices(): Promise<void> {
    const fromDevice = await ours();
    choices = choicesOf((await account?.sessions()) ?? [], fromDevice);
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
    await parts.renew();
    await loadChoices().catch((error: unknown) =>
      parts.onError(error, 'asking the relay for its sessions'),
    );
  }

  async function choose(session: PublicSession, by: Device): Promise<void> {
    const { id, slug, title } = session;
    const relayUrl = relay();
    const galleryUrl = book.galleryUrl(relayUrl, slug);
    const chosen = { id, title, relayUrl, galleryUrl, deviceId: by.deviceId };
    const { secondOf } = stored();
    if (secondOf !== null) return goThereToo(secondOf, chosen);
    await book.remember(chosen);
    await put({ deviceId: by.deviceId, step: 'folders' });
    await parts.switchTo(id);
  }

  /** The end of the way to a second destination. */
  async function goThereToo(
    sessionId: string,
    chosen: Parameters<Book['remember']>[0],
  ): Promise<void> {
    if (chosen.id === sessionId) {
      throw new PictureLiveError(
        'invalid_request',
        'Photos of this session go there already. Choose another relay or session.',
      );
    }
    await book.keepSecond(sessionId, chosen);
    await parts.applySecond(sessionId);
    await leave();
  }

  /** Nothing of the set-up is kept. */
  async function leave(): Promise<void> {
    stopPairing();
    await forgetAccount();
    choices = [];
    await book.change(() => ({ setup: null }));
    onChange();
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
    await parts.renew();
    return allowed;
  }

  const handlers: SetupHandlers = {
    async openSetup({ step, second = false }) {
      const secondOf = second ? (book.current()?.id ?? null) : null;
      if (second && secondOf === null) {
        throw new PictureLiveError('invalid_request', 'Choose a session first.');
      }
      if (secondOf !== stored().secondOf) {
        if (step !== 'relay') checkStep(step);
        await leave();
      }
      checkStep(step);
      await put({ open: true, step, secondOf });
      if (step === 'session') await loadChoices();
      return null;
    },
    async closeSetup() {
      if (book.current() === null) {
        throw new PictureLiveError('invalid_request', 'There is no session to go back to yet.');
      }
      if (stored().secondOf !== null) {
        await leave();
        return null;
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
      const isOurs = stored().secondOf !== null && relayUrl === book.ownRelay()?.relayUrl;
      const deviceId = book.deviceOf(relayUrl) ?? (isOurs ? OWN_DEVICE : null);
      await put({ open: true, relayUrl, deviceId, step: 'pair' });
      return null;
    },
    async pairByCode() {
      stopPairing();
      pairing = await startPairing({
        relayUrl: relay(),
        deviceName: parts.deviceName,
        formerToken: device()?.deviceToken ?? null,
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
      const session = (await ours()).find(({ id }) => id === sessionId);
      if (session && known) await choose(session, known);
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

  const checkStep = (step: SetupStep): void =>
    requireStep(step, {
      hasRelay: stored().relayUrl !== null,
      isKnown: device() !== null || account !== null,
      hasSession: book.current() !== null,
    });

  const view = (): SetupView | null =>
    viewSetup({
      book,
      dataDir: parts.dataDir,
      stored: stored(),
      isPaired: device() !== null,
      account: account?.name ?? null,
      pairing: pairing?.view() ?? null,
      choices,
    });

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
