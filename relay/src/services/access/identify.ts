import { PictureLiveError } from '@picture-live/shared/errors';
import type { Db } from '../../db/database.ts';
import { isLoginAlive } from '../../repositories/logins.ts';
import type { DeviceService } from '../devices.ts';
import type { Actor } from './actor.ts';
import { looksSigned } from './tokens.ts';
import type { Tokens } from './tokens.ts';

/** Who holds a token, and until when (epoch milliseconds; null while it is not revoked). */
export interface Identified {
  actor: Actor;
  expiresAt: number | null;
}

export interface IdentityDeps {
  db: Db;
  tokens: Tokens;
  devices: Pick<DeviceService, 'authenticate'>;
}

export interface IdentityService {
  /**
   * Reads a token of any kind. Asks the database each time, one look-up by key: a login that was
   * ended and a device that was revoked are dead with their next request, on every instance.
   *
   * @throws PictureLiveError `unauthorized`.
   */
  identify: (token: string) => Promise<Identified>;
}

export function identityService({ db, tokens, devices }: IdentityDeps): IdentityService {
  return {
    identify: async (token) => {
      if (!looksSigned(token)) {
        const { id: deviceId } = await devices.authenticate(token);
        return { actor: { kind: 'device', deviceId }, expiresAt: null };
      }
      const claims = await tokens.read(token);
      const { expiresAt } = claims;
      if (claims.kind === 'guest') {
        const { sessionId, guestId } = claims;
        return { actor: { kind: 'guest', sessionId, guestId }, expiresAt };
      }
      const { userId, loginId: tokenId } = claims;
      if (!(await isLoginAlive(db, tokenId, userId))) {
        throw new PictureLiveError('unauthorized', 'This login has ended: log in again.');
      }
      return { actor: { kind: 'user', userId, tokenId }, expiresAt };
    },
  };
}
