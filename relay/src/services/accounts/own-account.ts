import { PictureLiveError } from '@picture-live/shared/errors';
import type {
  ChangePassword,
  ChangeProfile,
  Profile,
  UserStats,
} from '@picture-live/shared/protocol';
import type { UserRow } from '../../db/account-tables.ts';
import type { Db } from '../../db/database.ts';
import { isUniqueViolation } from '../../db/unique-violation.ts';
import { countOfUser } from '../../repositories/members.ts';
import { findUser, updateUser } from '../../repositories/users.ts';
import type { UserActor } from '../access/actor.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { beginAttempt } from './login-delays.ts';
import type { LoginDelays } from './login-delays.ts';
import type { Logins } from './logins.ts';
import type { Passwords } from './passwords.ts';
import { viewUser } from './user-view.ts';

export interface OwnAccountDeps {
  db: Db;
  passwords: Passwords;
  delays: LoginDelays;
  logins: Pick<Logins, 'end'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What a user sees and changes of their own account. `address` is the network they come from. */
export interface OwnAccountService {
  profile: (actor: UserActor) => Promise<Profile>;
  /** @throws PictureLiveError `invalid_credentials`, `account_exists`, `rate_limited`. */
  change: (actor: UserActor, changes: ChangeProfile, address: string) => Promise<Profile>;
  /** Ends all other logins. @throws PictureLiveError `invalid_credentials`, `rate_limited`. */
  changePassword: (actor: UserActor, change: ChangePassword, address: string) => Promise<void>;
  stats: (actor: UserActor) => Promise<UserStats>;
}

export function ownAccountService(deps: OwnAccountDeps): OwnAccountService {
  const { db } = deps;
  return {
    profile: async ({ userId }) => viewUser(await requireAccount(db, userId)),
    change: (actor, changes, address) => change(deps, actor, changes, address),
    changePassword: (actor, passwords, address) => changePassword(deps, actor, passwords, address),
    stats: ({ userId }) => countOfUser(db, userId),
  };
}

async function requireAccount(db: Db, userId: string): Promise<UserRow> {
  const user = await findUser(db, userId);
  if (user === undefined) throw new PictureLiveError('unauthorized');
  return user;
}

async function change(
  deps: OwnAccountDeps,
  actor: UserActor,
  { name, email, password }: ChangeProfile,
  address: string,
): Promise<Profile> {
  const { db, now } = deps;
  const { userId } = actor;
  const user = await requireAccount(db, userId);
  const isOtherEmail = email !== undefined && email !== user.email;
  if (isOtherEmail) await checkPassword(deps, actor, user, { password: password ?? '', address });
  const changes = { name: name ?? user.name, email: email ?? user.email, updated_at: now() };
  const work = db.transaction().execute(async (trx) => {
    const row = await updateUser(trx, userId, changes);
    if (row === undefined) throw new PictureLiveError('unauthorized');
    if (isOtherEmail) {
      await recordAudit(trx, actor, { action: 'email_changed', accountId: userId }, now());
    }
    return row;
  });
  // Caught out here: PostgreSQL does nothing more in a transaction in which a statement failed.
  const changed = await work.catch((error: unknown) => {
    throw isUniqueViolation(error) ? new PictureLiveError('account_exists') : error;
  });
  return viewUser(changed);
}

async function changePassword(
  deps: OwnAccountDeps,
  actor: UserActor,
  { currentPassword, newPassword }: ChangePassword,
  address: string,
): Promise<void> {
  const { db, passwords, logins, now } = deps;
  const { userId, tokenId } = actor;
  const user = await requireAccount(db, userId);
  await checkPassword(deps, actor, user, { password: currentPassword, address });
  const hash = await passwords.hash(newPassword);
  await db.transaction().execute(async (trx) => {
    await updateUser(trx, userId, { password_hash: hash, updated_at: now() });
    await recordAudit(trx, actor, { action: 'password_changed', accountId: userId }, now());
  });
  await logins.end({ userId, except: tokenId }, null);
}

/** Whoever finds an unlocked laptop has a token and not the password: guesses are few here too. */
async function checkPassword(
  { db, passwords, delays, now }: OwnAccountDeps,
  actor: UserActor,
  user: UserRow,
  { password, address }: { password: string; address: string },
): Promise<void> {
  const attempt = { account: `password ${user.id}`, address };
  await beginAttempt(delays, attempt);
  if (!(await passwords.verify(user.password_hash, password))) {
    await recordAudit(db, actor, { action: 'password_refused', accountId: user.id }, now());
    throw new PictureLiveError('invalid_credentials');
  }
  await delays.succeeded(attempt);
}
