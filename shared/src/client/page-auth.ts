import * as z from 'zod/mini';
import {
  PageAccess,
  PageDoor,
  PageLoggedIn,
  type Login,
  type PageLogout,
  type Profile,
  type Register,
} from '../protocol/index.ts';
import { PictureLiveError } from '../errors/index.ts';
import { accountClient } from './account.ts';
import { callWith } from './call-with.ts';
import { json, send, type HttpSettings } from './http.ts';

/** An access token, as long as it is good. `expiresAt` is in epoch milliseconds of this machine. */
export interface Access {
  token: string;
  expiresAt: number;
}

/** What the tabs of a browser tell each other: a newer token, or null: somebody logged out. */
export type TabNews = { access: Access | null };

/** The tabs of one browser that show pages of the same relay. */
export interface Tabs {
  /** Runs the work of one tab at a time. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** To all others. */
  tell: (news: TabNews) => void;
  /** Returns how to stop listening. */
  listen: (listener: (news: TabNews) => void) => () => void;
}

export interface PageAuthOptions {
  /** Origin of the relay, which is that of the page: it keeps the login in a cookie. */
  baseUrl: string;
  /** `browserTabs` of the hooks; left out where there is but one. */
  tabs?: Tabs;
  fetch?: typeof globalThis.fetch;
  /** Of this machine, epoch milliseconds. */
  now?: () => number;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Renewed this long before it runs out: a call takes a moment to arrive. */
const EARLY_MS = 30_000;
const PATH = '/api/auth/page';

const ONE_TAB: Tabs = {
  alone: (work) => work(),
  tell: () => undefined,
  listen: () => () => undefined,
};

/**
 * Logs in and out in a page of the relay and makes calls as the user. The access token is in memory
 * only, and what renews it in a cookie that scripts cannot read: code that gets into the page gets
 * a quarter of an hour and nothing to take along.
 */
export function createPageAuth(options: PageAuthOptions) {
  const { tabs = ONE_TAB, now = Date.now, timeoutMs = TIMEOUT_MS } = options;
  const settings: HttpSettings = {
    baseUrl: options.baseUrl,
    token: undefined,
    fetch: options.fetch ?? ((...args: Parameters<typeof fetch>) => globalThis.fetch(...args)),
  };
  const listeners = new Set<(isIn: boolean) => void>();
  let access: Access | null = null;
  /** The renewal that is under way: whoever needs a token meanwhile waits for the same one. */
  let renewal: Promise<Access | null> | null = null;

  const post = <T>(call: string, reply: z.ZodMiniType<T>, value: unknown): Promise<T> =>
    send(
      { method: 'POST', path: `${PATH}/${call}`, reply, body: json(value), timeoutMs },
      settings,
    );

  function hold(next: Access | null): void {
    const [wasIn, isIn] = [access !== null, next !== null];
    access = next;
    if (wasIn !== isIn) for (const listener of listeners) listener(isIn);
  }

  function keep(reply: PageAccess): Access {
    const kept = { token: reply.accessToken, expiresAt: now() + reply.expiresIn * 1000 };
    hold(kept);
    tabs.tell({ access: kept });
    return kept;
  }

  async function enter(call: string, request: unknown): Promise<Profile> {
    const { user, ...reply } = await post(call, PageLoggedIn, request);
    keep(reply);
    return user;
  }

  const isGood = ({ expiresAt }: Access): boolean => expiresAt - EARLY_MS > now();

  /** @param stale what the relay refused or what is running out; null: there was none. */
  function renew(stale: string | null): Promise<Access | null> {
    renewal ??= tabs
      .alone(async () => {
        // Another tab was faster while this one waited for its turn.
        if (access !== null && access.token !== stale && isGood(access)) return access;
        const reply = await post('refresh', z.nullable(PageAccess), {});
        if (reply !== null) return keep(reply);
        hold(null);
        return null;
      })
      .finally(() => {
        renewal = null;
      });
    return renewal;
  }

  async function accessToken(): Promise<string | null> {
    if (renewal !== null) return (await renewal)?.token ?? null;
    if (access === null || isGood(access)) return access?.token ?? null;
    return (await renew(access.token))?.token ?? null;
  }

  const stopListening = tabs.listen((news) => hold(news.access));

  const call = callWith({
    settings,
    timeoutMs,
    accessToken,
    renew: async (stale) => {
      const renewed = await renew(stale);
      if (renewed === null) throw new PictureLiveError('unauthorized');
      return renewed.token;
    },
  });

  return {
    call,
    /** A token that is good for now; for sockets. null: nobody is logged in. */
    accessToken,
    /** When the token in hand runs out, in epoch milliseconds; null: there is none. */
    expiresAt: (): number | null => access?.expiresAt ?? null,
    /** Renews ahead of time, for whoever waits for nothing to call. */
    renewEarly: async (): Promise<void> => {
      if (access !== null) await renew(access.token);
    },

    /** Goes on with the login that the browser keeps. @returns whether there is one. */
    resume: async (): Promise<boolean> => access !== null || (await renew(null)) !== null,

    /** How somebody who comes with this page may get an account. */
    door: (): Promise<PageDoor> =>
      send({ method: 'GET', path: PATH, reply: PageDoor, timeoutMs }, settings),
    /** Logs in with a new account. */
    register: (request: Register): Promise<Profile> => enter('register', request),
    login: (request: Login): Promise<Profile> => enter('login', request),

    /** In every tab. Rejects when the relay could not be told: then the cookie is still there. */
    async logout(how: PageLogout = {}): Promise<void> {
      await renewal?.catch(() => null);
      await tabs.alone(() => post('logout', z.unknown(), how));
      hold(null);
      tabs.tell({ access: null });
    },

    /** Called when somebody is logged in and was not, or the other way round. */
    onChange(listener: (isIn: boolean) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: stopListening,

    ...accountClient(call),
  };
}

export type PageAuth = ReturnType<typeof createPageAuth>;
