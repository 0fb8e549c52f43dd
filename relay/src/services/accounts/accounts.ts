import { PictureLiveError } from '@picture-live/shared/errors';
import type { LoggedIn, Login, TokenPair } from '@picture-live/shared/protocol';
import type { UserRow } from '../../db/account-tables.ts';
import { findUserByEmail } from '../../repositories/users.ts';
import type { UserActor } from '../access/actor.ts';
import { beginAttempt } from './login-delays.ts';
import type { LoginDelays } from './login-delays.ts';
import type { Logins } from './logins.ts';
import { register } from './registration.ts';
import type { Registrant, RegistrationDeps } from './registration.ts';
import { viewUser } from './user-view.ts';

export interface AccountDeps extends RegistrationDeps {
  logins: Logins;
  delays: LoginDelays;
}

/** Where a request comes from: what the client calls itself, and its network. */
export interface Origin {
  client: string;
  address: string;
}

export interface AccountService {
  /** @throws PictureLiveError `registration_closed`, `invitation_needed`, `account_exists`. */
  register: (who: Registrant, origin: Origin) => Promise<LoggedIn>;
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
}

export function accountService(deps: AccountDeps): AccountService {
  const { logins } = deps;
  const enter = async (user: UserRow, { client }: Origin): Promise<LoggedIn> => ({
    ...(await logins.start(user.id, client)),
    user: viewUser(user),
  });
  return {
    register: async (who, origin) => enter(await register(deps, who), origin),
    login: async (login, origin) => enter(await checkLogin(deps, login, origin.address), origin),
    refresh: (refreshToken, { client }) => logins.refresh(refreshToken, client),
    logout: (request) => logout(logins, request),
  };
}

/** Says the same, after the same work, whether the account or the password is wrong. */
async function checkLogin(
  { db, passwords, delays }: AccountDeps,
  { email, password }: Login,
  address: string,
): Promise<UserRow> {
  const attempt = { account: email, address };
  await beginAttempt(delays, attempt);
  const user = await findUserByEmail(db, email);
  const right = await passwords.verify(user?.password_hash ?? null, password);
  if (!right || user === undefined) throw new PictureLiveError('invalid_credentials');
  await delays.succeeded(attempt);
  return user;
}

/** A login that is not known any more is one that has ended: there is nothing to say. */
async function logout(
  logins: Logins,
  { refreshToken, actor, everywhere }: LogoutRequest,
): Promise<void> {
  const fromToken = refreshToken === null ? null : await logins.find(refreshToken);
  const login = fromToken ?? (actor && { userId: actor.userId, loginId: actor.tokenId });
  if (login === null) return;
  const { userId, loginId } = login;
  await logins.end(everywhere ? { userId } : { userId, only: loginId });
}
