import { isCode } from '../errors/index.ts';
import type { UserCall } from './auth.ts';
import { send, type HttpSettings } from './http.ts';

/** Where a call gets its token from. */
export interface TokenSource {
  settings: HttpSettings;
  timeoutMs: number;
  /** Good for now; null: nobody is logged in. */
  accessToken: () => Promise<string | null>;
  /** In place of a token that the relay refused. @throws PictureLiveError `unauthorized` … */
  renew: (stale: string) => Promise<string>;
}

/**
 * Makes calls as the user; anonymous while nobody is logged in. A token that the relay refuses is
 * renewed and the call made once more.
 */
export function callWith({ settings, timeoutMs, accessToken, renew }: TokenSource): UserCall {
  return async (request) => {
    const whole = { timeoutMs, ...request };
    const token = (await accessToken()) ?? undefined;
    try {
      return await send(whole, { ...settings, token });
    } catch (error) {
      if (token === undefined || !isCode(error, 'unauthorized')) throw error;
      return send(whole, { ...settings, token: await renew(token) });
    }
  };
}
