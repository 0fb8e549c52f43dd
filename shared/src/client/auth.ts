import * as z from 'zod/mini';
import { LoggedIn, TokenPair, type Login, type Profile, type Register } from '../protocol/index.ts';
import { isCode, PictureLiveError } from '../errors/index.ts';
import { accountClient } from './account.ts';
import { callWith } from './call-with.ts';
import { json, send, type Call, type HttpSettings } from './http.ts';

/** What a logged-in client keeps between starts. `expiresAt` is in epoch milliseconds. */
export const StoredTokens = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.int(),
});
export type StoredTokens = z.infer<typeof StoredTokens>;

/** Where tokens are kept: memory, a browser's storage (shared by its tabs), a file. */
export interface TokenStore {
  read(): Promise<StoredTokens | null> | StoredTokens | null;
  /** null: nobody is logged in any more. */
  write(tokens: StoredTokens | null): Promise<void> | void;
}

export interface AuthOptions {
  /** Origin of the relay. */
  baseUrl: string;
  store: TokenStore;
  fetch?: typeof globalThis.fetch;
  /** Of this machine, epoch milliseconds. */
  now?: () => number;
  timeoutMs?: number;
}

/** A call without what the client knows by itself. */
export type UserCall = <T>(call: Omit<Call<T>, 'timeoutMs'> & { timeoutMs?: number }) => Promise<T>;

const TIMEOUT_MS = 10_000;
/** Renewed this long before it runs out: a call takes a moment to arrive. */
const EARLY_MS = 30_000;

/** Logs in and out and makes calls as the user, with tokens that renew themselves. */
export function createAuth(options: AuthOptions) {
  const { store, now = Date.now, timeoutMs = TIMEOUT_MS } = options;
  const settings: HttpSettings = {
    baseUrl: options.baseUrl,
    token: undefined,
    fetch: options.fetch ?? ((...args: Parameters<typeof fetch>) => globalThis.fetch(...args)),
  };
  /** The refresh that is under way: whoever needs a token meanwhile waits for the same one. */
  let renewal: Promise<StoredTokens> | null = null;

  const post = <T>(path: string, reply: z.ZodMiniType<T>, value: unknown, token?: string) =>
    send({ method: 'POST', path, reply, body: json(value), timeoutMs }, { ...settings, token });

  async function keep({ expiresIn, ...pair }: TokenPair): Promise<StoredTokens> {
    const tokens = { ...pair, expiresAt: now() + expiresIn * 1000 };
    await store.write(tokens);
    return tokens;
  }

  async function enter(path: string, request: unknown): Promise<Profile> {
    const { user, ...pair } = await post(path, LoggedIn, request);
    await keep(pair);
    return user;
  }

  /** @param stale the access token that is no longer good: another tab may have renewed it. */
  async function renew(stale: string): Promise<StoredTokens> {
    const tokens = await store.read();
    if (tokens === null) throw new PictureLiveError('unauthorized');
    if (tokens.accessToken !== stale) return tokens;
    try {
      const { refreshToken } = tokens;
      return await keep(await post('/api/auth/refresh', TokenPair, { refreshToken }));
    } catch (error) {
      // Only the relay's word ends a login; a dead network does not.
      if (isCode(error, 'unauthorized')) await store.write(null);
      throw error;
    }
  }

  async function renewOnce(stale: string): Promise<StoredTokens> {
    renewal ??= renew(stale).finally(() => {
      renewal = null;
    });
    return renewal;
  }

  /** A token that is good for now; for sockets. null: nobody is logged in. */
  async function accessToken(): Promise<string | null> {
    if (renewal !== null) return (await renewal).accessToken;
    const tokens = await store.read();
    if (tokens === null) return null;
    if (tokens.expiresAt - EARLY_MS > now()) return tokens.accessToken;
    return (await renewOnce(tokens.accessToken)).accessToken;
  }

  const call = callWith({
    settings,
    timeoutMs,
    accessToken,
    renew: async (stale) => (await renewOnce(stale)).accessToken,
  });

  return {
    call,
    accessToken,

    /** Logs in with a new account. */
    register: (request: Register): Promise<Profile> => enter('/api/auth/register', request),
    login: (request: Login): Promise<Profile> => enter('/api/auth/login', request),

    /** Forgets the tokens here in any case; rejects when the relay could not be told. */
    async logout({ everywhere = false }: { everywhere?: boolean } = {}): Promise<void> {
      await renewal?.catch(() => null);
      const tokens = await store.read();
      await store.write(null);
      if (tokens === null) return;
      const { refreshToken } = tokens;
      await post('/api/auth/logout', z.unknown(), { refreshToken, everywhere });
    },

    ...accountClient(call),
  };
}

export type Auth = ReturnType<typeof createAuth>;

/** Tokens for as long as the program runs. */
export function tokensInMemory(tokens: StoredTokens | null = null): TokenStore {
  let kept = tokens;
  return {
    read: () => kept,
    write: (next) => {
      kept = next;
    },
  };
}
