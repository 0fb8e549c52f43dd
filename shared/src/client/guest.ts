import { isCode, PictureLiveError } from '../errors/index.ts';
import { GuestAccess } from '../protocol/session-changes.ts';
import type { UserCall } from './auth.ts';
import { json, send, type HttpSettings } from './http.ts';

export interface GuestOptions {
  /** Origin of the relay, which is that of the page: it keeps the guest in a cookie. */
  baseUrl: string;
  sessionId: string;
  /** Whether the link alone lets in; in other sessions a guest has come through the code page. */
  isOpen: () => boolean;
  /** Whether this browser has been let in before, and that still holds. */
  isKnown?: () => boolean;
  /** Somebody has become a guest, or stays one for longer: who is connected should say so. */
  onEntered?: (access: GuestAccess) => void;
  fetch?: typeof globalThis.fetch;
  /** Of this machine, epoch milliseconds. */
  now?: () => number;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Replaced this long before it runs out. */
const EARLY_MS = 60_000;

/** Somebody at a gallery's page who needs no account. */
export interface Guest {
  /** Makes a call as the guest that the browser's cookie names, or as nobody in particular. */
  call: UserCall;
  /** The same for what needs a name; where there is none, one is taken without a question. */
  callByName: UserCall;
  /** For the socket, which was opened before there was a cookie; null where the cookie does. */
  token: () => Promise<string | null>;
  /** Becomes a guest, or stays the same one for longer. */
  enter: () => Promise<void>;
}

export function createGuest(options: GuestOptions): Guest {
  const { sessionId, now = Date.now, timeoutMs = TIMEOUT_MS } = options;
  const settings: HttpSettings = {
    baseUrl: options.baseUrl,
    token: undefined,
    fetch: options.fetch ?? ((...args: Parameters<typeof fetch>) => globalThis.fetch(...args)),
  };
  let access: GuestAccess | null = null;
  /** Whoever needs a name meanwhile waits for the same one. */
  let entering: Promise<GuestAccess> | null = null;

  async function knock(): Promise<GuestAccess> {
    const path = `/api/sessions/${encodeURIComponent(sessionId)}/verify`;
    const request = { method: 'POST' as const, path, reply: GuestAccess, body: json({}) };
    access = await send({ ...request, timeoutMs }, settings);
    options.onEntered?.(access);
    return access;
  }

  function enterOnce(): Promise<GuestAccess> {
    entering ??= knock().finally(() => {
      entering = null;
    });
    return entering;
  }

  const call: UserCall = (request) => send({ timeoutMs, ...request }, settings);

  const callByName: UserCall = async (request) => {
    if (access === null && options.isKnown?.() !== true && options.isOpen()) await enterOnce();
    try {
      return await call(request);
    } catch (error) {
      if (!isCode(error, 'unauthorized') || !options.isOpen()) throw error;
      await enterOnce();
      return call(request);
    }
  };

  return {
    call,
    callByName,
    async token() {
      if (access === null) return null;
      if (access.expiresAt - EARLY_MS > now()) return access.token;
      try {
        return (await enterOnce()).token;
      } catch (error) {
        if (error instanceof PictureLiveError && error.retry) throw error;
        // Shut out meanwhile: the socket hears that for itself.
        return null;
      }
    },
    async enter() {
      await enterOnce();
    },
  };
}
