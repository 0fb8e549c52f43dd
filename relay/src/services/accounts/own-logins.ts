import { PictureLiveError } from '@picture-live/shared/errors';
import type { LoginInfo } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import { isLoginAlive, listLogins } from '../../repositories/logins.ts';
import type { UserActor } from '../access/actor.ts';
import type { Logins } from './logins.ts';

/** Where one is logged in. */
export interface OwnLoginsService {
  /** The one used last first. */
  list: (actor: UserActor) => Promise<LoginInfo[]>;
  /** Ends one, this one too. @throws PictureLiveError `not_found` when it is not theirs or has ended. */
  end: (actor: UserActor, id: string) => Promise<void>;
  /** Ends all but the one that asks. */
  endOthers: (actor: UserActor) => Promise<void>;
}

export function ownLoginsService({
  db,
  logins,
}: {
  db: Db;
  logins: Pick<Logins, 'end'>;
}): OwnLoginsService {
  return {
    list: async ({ userId, tokenId }) =>
      (await listLogins(db, userId)).map((row) => ({
        id: row.id,
        client: row.client_name,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        current: row.id === tokenId,
      })),
    end: async (actor, id) => {
      const { userId } = actor;
      if (!(await isLoginAlive(db, id, userId))) throw new PictureLiveError('not_found');
      await logins.end({ userId, only: id }, { actor, action: 'login_ended' });
    },
    endOthers: async (actor) => {
      const { userId, tokenId } = actor;
      await logins.end({ userId, except: tokenId }, { actor, action: 'login_ended' });
    },
  };
}
