import { PictureLiveError } from '@picture-live/shared/errors';
import type {
  ChangePassword,
  ChangeProfile,
  Profile,
  UserStats,
} from '@picture-live/shared/protocol';
import type { UserRow } from '../../db/account-tables.ts';
import type { Db } from '../../db/database.ts';
import { countOfUser } from '../../repositories/members.ts';
import { findUser, updateUser } from '../../repositories/users.ts';
import type { UserActor } from '../access/actor.ts';
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
  { userId }: UserActor,
  { name, email, password }: ChangeProfile,
  address: string,
): Promise<Profile> {
  const { db, now } = deps;
  const user = await requireAccount(db, userId);
  if (email !== undefined && email !== user.email) {
    await checkPassword(deps, user, password ?? '', address);
  }
  const changes = { name: name ?? user.name, email: email ?? user.email, updated_at: now() };
  const changed = await updateUser(db, userId, changes);
  if (changed === undefined) throw new PictureLiveError('account_exists');
  return viewUser(changed);
}

async function changePassword(
  deps: OwnAccountDeps,
  { userId, tokenId }: UserActor,
  { currentPassword, newPassword }: ChangePassword,
  address: string,
): Promise<void> {
  const { db, passwords, logins, now } = deps;
  const user = await requireAccount(db, userId);
  await checkPassword(deps, user, currentPassword, address);
  const hash = await passwords.hash(newPassword);
  await updateUser(db, userId, { password_hash: hash, updated_at: now() });
  await logins.end({ userId, except: tokenId });
}

/** Whoever finds an unlocked laptop has a token and not the password: guesses are few here too. */
async function checkPassword(
  { passwords, delays }: OwnAccountDeps,
  user: UserRow,
  password: string,
  address: string,
): Promise<void> {
  const attempt = { account: `password ${user.id}`, address };
  await beginAttempt(delays, attempt);
  if (!(await passwords.verify(user.password_hash, password))) {
    throw new PictureLiveError('invalid_credentials');
  }
  await delays.succeeded(attempt);
}
