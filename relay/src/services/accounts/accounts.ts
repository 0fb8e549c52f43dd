import { PictureLiveError } from '@picture-live/shared/errors';
import type { LoggedIn, Login, PageDoor, TokenPair } from '@picture-live/shared/protocol';
import type { UserRow } from '../../db/account-tables.ts';
import { findUserByEmail } from '../../repositories/users.ts';
import type { UserActor } from '../access/actor.ts';
import type { Behind } from '../audit/behind.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { beginAttempt } from './login-delays.ts';
import type { LoginDelays } from './login-delays.ts';
import type { Logins } from './logins.ts';
import { register } from './registration.ts';
import type { Registrant, RegistrationDeps } from './registration.ts';
import { doorOf } from './door.ts';
import { viewUser } from './user-view.ts';

export interface AccountDeps extends RegistrationDeps {
  logins: Logins;
  delays: LoginDelays;
  /** Failures are written down behind the reply, which takes as long for an account as for none. */
  behind: Pick<Behind, 'add'>;
}

/** Where a request comes from: what the client calls itself, and its network. */
export interface Origin {
  client: string;
  address: string;
}

export interface AccountService {
  /** @throws PictureLiveError `registration_closed`, `invitation_needed`, `account_exists`. */
  register: (who: Registrant, origin: Origin) => Promise<LoggedIn>;
  /** How somebody who asks from this computer or from another may get an account. */
  door: (onThisMachine: boolean) => Promise<PageDoor>;
  /** @throws PictureLiveError `invalid_credentials`; `rate_limited` with `retryAfter` in seconds. */
  login: (login: Login, origin: Origin) => Promise<LoggedIn>;
  /** @throws PictureLiveError `unauthorized`. */
  refresh: (refreshToken: string, origin: Origin) => Promise<TokenPair>;
  /** Ends the login of the token or else of the actor; with `everywhere` all of that user. */
  logout: (request: LogoutRequest) => Promise<void>;
}

export interface LogoutRequest {
  refreshToken: string | null;
  actor: UserActor | null;
  everywhere: boolean;
  /** The network it comes from. */
  address: string;
}

export function accountService(deps: AccountDeps): AccountService {
  const { logins } = deps;
  const enter = async (user: UserRow, origin: Origin): Promise<LoggedIn> => ({
    ...(await logins.start(user.id, origin)),
    user: viewUser(user),
  });
  return {
    register: async (who, origin) => enter(await register(deps, who, origin.address), origin),
    door: (onThisMachine) => doorOf(deps, onThisMachine),
    login: async (login, origin) => enter(await checkLogin(deps, login, origin.address), origin),
    refresh: (refreshToken, origin) => logins.refresh(refreshToken, origin),
    logout: (request) => logout(logins, request),
  };
}

/** Says the same, after the same work, whether the account or the password is wrong. */
async function checkLogin(
  deps: AccountDeps,
  { email, password }: Login,
  address: string,
): Promise<UserRow> {
  const { db, passwords, delays } = deps;
  const attempt = { account: email, address };
  await beginAttempt(delays, attempt);
  const user = await findUserByEmail(db, email);
  const right = await passwords.verify(user?.password_hash ?? null, password);
  if (user === undefined) throw new PictureLiveError('invalid_credentials');
  if (!right) {
    recordFailure(deps, user.id, address);
    throw new PictureLiveError('invalid_credentials');
  }
  await delays.succeeded(attempt);
  return user;
}

/** Only of accounts there are: of others there is nothing to say but what was typed. */
function recordFailure({ db, behind, now }: AccountDeps, accountId: string, address: string): void {
  const at = now();
  const actor = { kind: 'anonymous', address } as const;
  behind.add(() => recordAudit(db, actor, { action: 'login_failed', accountId }, at));
}

/** A login that is not known any more is one that has ended: there is nothing to say. */
async function logout(
  logins: Logins,
  { refreshToken, actor, everywhere, address }: LogoutRequest,
): Promise<void> {
  const fromToken = refreshToken === null ? null : await logins.find(refreshToken);
  const login = fromToken ?? (actor && { userId: actor.userId, loginId: actor.tokenId });
  if (login === null) return;
  const { userId, loginId } = login;
  const who = { kind: 'user', userId, tokenId: loginId, address } as const;
  if (everywhere) await logins.end({ userId }, { actor: who, action: 'logout_everywhere' });
  else await logins.end({ userId, only: loginId }, { actor: who, action: 'logout' });
}
