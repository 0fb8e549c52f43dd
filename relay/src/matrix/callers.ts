/*
 * Everybody who may come to a session, in the order of the columns of the tables.
 */

/** Whose tokens are what they say, or who has none. */
export const CALLERS = [
  'nobody',
  'guest',
  /** Of another session. */
  'guest′',
  'owner',
  'photographer',
  'moderator',
  /** Owner of another session. */
  'other',
  'device',
  /** Of another session. */
  'device′',
] as const;
export type Caller = (typeof CALLERS)[number];

/** Whose tokens were good once, or never were. */
export const BROKEN_CALLERS = [
  'revoked device',
  'expired access token',
  'expired guest token',
  'logged out',
  'altered token',
  'unsigned token',
  'refresh token as access token',
] as const;
export type BrokenCaller = (typeof BROKEN_CALLERS)[number];

/** The tokens of everybody; null for who has none. */
export type Tokens = Record<Caller | BrokenCaller, string | null>;

/** The accounts among them. */
export const USERS = ['owner', 'photographer', 'moderator', 'other'] as const;
export type User = (typeof USERS)[number];

export function isUser(caller: Caller | BrokenCaller): caller is User {
  return USERS.some((user) => user === caller);
}

export function isBroken(caller: Caller | BrokenCaller): caller is BrokenCaller {
  return BROKEN_CALLERS.some((broken) => broken === caller);
}
