import { assertNever } from '@picture-live/shared/errors';

/** Who makes a request or sends an event, as far as their token proves it. */
export type Actor = KnownActor & {
  /** The network they come from, where somebody may want to know: see services/audit. */
  address?: string;
};

type KnownActor =
  /** Nobody in particular, but in the sessions that their browser keeps a pass for. */
  | { kind: 'anonymous'; passes?: GuestPasses }
  /** Somebody who was let into one session; `guestId` stays theirs as long as the token. */
  | { kind: 'guest'; sessionId: string; guestId: string }
  /** `tokenId` is the login that the access token came from. */
  | { kind: 'user'; userId: string; tokenId: string }
  | { kind: 'device'; deviceId: string };

/** A guest token that was read from a cookie. */
export interface GuestPass {
  guestId: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** By the ids of their sessions. */
export type GuestPasses = ReadonlyMap<string, GuestPass>;

export type UserActor = Extract<Actor, { kind: 'user' }>;

export const ANONYMOUS: Actor = { kind: 'anonymous' };

/**
 * What to cut when access is taken away from somebody whose sockets are open: a login, a device,
 * a member of a session, everybody with that kind of access to a session, or everybody in it.
 */
export type AccessHolder =
  | `login:${string}`
  | `device:${string}`
  | `member:${string}:${string}`
  | `guests:${string}`
  | `session:${string}`;

/** The holders an actor counts as in one session: ending any of them ends the actor's access. */
export function holdersOf(actor: Actor, sessionId: string): AccessHolder[] {
  switch (actor.kind) {
    case 'anonymous':
    case 'guest':
      return [`guests:${sessionId}`];
    case 'user':
      return [`login:${actor.tokenId}`, `member:${sessionId}:${actor.userId}`];
    case 'device':
      return [`device:${actor.deviceId}`];
    default:
      return assertNever(actor);
  }
}
