import { v7 as uuid } from 'uuid';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { AuditAction, TokenPair } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import {
  endLogins,
  findLogin,
  findRefreshToken,
  forgetLogins,
  forgetUsedTokens,
  insertLogin,
  insertRefreshToken,
  listLogins,
  lockLogin,
  markRefreshToken,
} from '../../repositories/logins.ts';
import type { Actor } from '../access/actor.ts';
import { hashToken, randomToken } from '../access/opaque-tokens.ts';
import { ACCESS_TOKEN_SECONDS } from '../access/tokens.ts';
import type { Tokens } from '../access/tokens.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { clientName } from './client-name.ts';

/** Counted from the last refresh. */
export const REFRESH_TOKEN_MS = 30 * 24 * 60 * 60_000;
/** A reply that was lost on the way is asked for again this soon. */
export const LOST_REPLY_MS = 30_000;
/** Used tokens are remembered this long, so that somebody else's use of one is noticed. */
const REMEMBER_USED_MS = 24 * 60 * 60_000;
/** Logins of one user that go on at once; the one unused for longest ends. */
export const MAX_LOGINS = 50;

export interface LoginsDeps {
  db: Db;
  tokens: Tokens;
  fanOut: FanOut;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What the client calls itself, and its network. */
interface From {
  client: string;
  address: string;
}

/** The logins of a user that are to end: one, all but one, or all. */
interface Ending {
  userId: string;
  only?: string;
  except?: string;
}

/** Who ends logins, for the audit log; a login that gives way to others has nobody to name. */
interface Reason {
  actor: Actor;
  action: AuditAction;
}

/** Logins and their chains of refresh tokens. */
export interface Logins {
  start: (userId: string, from: From) => Promise<TokenPair>;
  /** @throws PictureLiveError `unauthorized`; a token used by two ends the login of both. */
  refresh: (refreshToken: string, from: From) => Promise<TokenPair>;
  /** Ends logins: their tokens are dead when it returns. */
  end: (which: Ending, reason: Reason | null) => Promise<void>;
  /** The login behind a refresh token, whether it goes on or not. */
  find: (refreshToken: string) => Promise<{ userId: string; loginId: string } | null>;
}

export function openLogins(deps: LoginsDeps): Logins {
  return {
    start: (userId, from) => start(deps, userId, from),
    refresh: (refreshToken, from) => refresh(deps, refreshToken, from),
    end: (which, reason) => end(deps, which, reason),
    find: (refreshToken) => find(deps.db, refreshToken),
  };
}

async function start(
  deps: LoginsDeps,
  userId: string,
  { client, address }: From,
): Promise<TokenPair> {
  const { db, tokens, now } = deps;
  const [loginId, refreshToken] = [uuid(), randomToken()];
  await db.transaction().execute(async (trx) => {
    await forgetLogins(trx, userId, now() - REFRESH_TOKEN_MS);
    const login = {
      id: loginId,
      user_id: userId,
      client_hash: hashToken(client),
      client_name: clientName(client),
    };
    await insertLogin(trx, { ...login, created_at: now(), last_used_at: now(), ended_at: null });
    await keep(trx, loginId, refreshToken, now());
    const actor = { kind: 'user', userId, tokenId: loginId, address } as const;
    await recordAudit(trx, actor, { action: 'login', accountId: userId }, now());
  });
  const tooMany = (await listLogins(db, userId)).slice(MAX_LOGINS);
  for (const { id } of tooMany) await end(deps, { userId, only: id }, null);
  return pair(tokens, { userId, loginId }, refreshToken);
}

async function keep(db: Db, loginId: string, refreshToken: string, now: number): Promise<void> {
  await insertRefreshToken(db, {
    token_hash: hashToken(refreshToken),
    login_id: loginId,
    created_at: now,
    expires_at: now + REFRESH_TOKEN_MS,
  });
}

type Exchange =
  | { outcome: 'exchanged'; userId: string; loginId: string }
  | { outcome: 'refused' }
  /** Two have used this token, and one of them stole it. */
  | { outcome: 'stolen'; userId: string; loginId: string };

async function refresh(
  deps: LoginsDeps,
  refreshToken: string,
  { client, address }: From,
): Promise<TokenPair> {
  const { db, tokens } = deps;
  const exchange = await db
    .transaction()
    .execute((trx) => exchangeToken({ ...deps, db: trx }, refreshToken, client));
  if (exchange.outcome === 'exchanged') {
    return pair(tokens, exchange, tokens.successorOf(refreshToken));
  }
  if (exchange.outcome === 'stolen') {
    const which = { userId: exchange.userId, only: exchange.loginId };
    await end(deps, which, { actor: { kind: 'anonymous', address }, action: 'login_stolen' });
  }
  throw new PictureLiveError('unauthorized', 'This login has ended: log in again.');
}

async function exchangeToken(
  { db, tokens, now }: LoginsDeps,
  refreshToken: string,
  client: string,
): Promise<Exchange> {
  const tokenHash = hashToken(refreshToken);
  const known = await findRefreshToken(db, tokenHash);
  if (known === undefined) return { outcome: 'refused' };
  const login = await lockLogin(db, known.login_id, now());
  // Read again: another refresh may have held the lock.
  const token = await findRefreshToken(db, tokenHash);
  if (login === undefined || token === undefined) return { outcome: 'refused' };
  if (login.ended_at !== null || token.expires_at <= now()) return { outcome: 'refused' };
  const ids = { userId: login.user_id, loginId: login.id };
  const successor = tokens.successorOf(refreshToken);
  if (token.used_at === null) {
    await markRefreshToken(db, tokenHash, { used_at: now() });
    await keep(db, login.id, successor, now());
    await forgetUsedTokens(db, login.id, now() - REMEMBER_USED_MS);
    return { outcome: 'exchanged', ...ids };
  }
  const next = await findRefreshToken(db, hashToken(successor));
  const replyWasLost =
    token.forgiven_at === null &&
    now() - token.used_at <= LOST_REPLY_MS &&
    login.client_hash === hashToken(client) &&
    next?.used_at === null;
  if (!replyWasLost) return { outcome: 'stolen', ...ids };
  await markRefreshToken(db, tokenHash, { forgiven_at: now() });
  return { outcome: 'exchanged', ...ids };
}

async function end(
  { db, fanOut, now }: LoginsDeps,
  which: Ending,
  reason: Reason | null,
): Promise<void> {
  const ended = await db.transaction().execute(async (trx) => {
    const ids = await endLogins(trx, which, now());
    if (reason === null || ids.length === 0) return ids;
    const { actor, action } = reason;
    await recordAudit(trx, actor, { action, accountId: which.userId, subjects: ids }, now());
    return ids;
  });
  for (const id of ended) {
    fanOut.publish({ kind: 'access_ended', holder: `login:${id}` });
  }
}

async function find(
  db: Db,
  refreshToken: string,
): Promise<{ userId: string; loginId: string } | null> {
  const token = await findRefreshToken(db, hashToken(refreshToken));
  if (token === undefined) return null;
  const login = await findLogin(db, token.login_id);
  return login === undefined ? null : { userId: login.user_id, loginId: login.id };
}

async function pair(
  tokens: Tokens,
  { userId, loginId }: { userId: string; loginId: string },
  refreshToken: string,
): Promise<TokenPair> {
  const accessToken = await tokens.issueAccess(userId, loginId);
  return { accessToken, refreshToken, expiresIn: ACCESS_TOKEN_SECONDS };
}
