import type { Actor } from './actor.ts';
import { letInAt } from './guest-ids.ts';

type GuestActor = Extract<Actor, { kind: 'guest' }>;

/** A member's role in a session. */
export type Role = 'owner' | 'photographer' | 'moderator';

/** How one gets into a session: by its link, by its access code, or only as a member. */
export type SessionAccess = 'public' | 'code' | 'members';

/** What the policy has to know of a session. */
export interface SessionFacts {
  id: string;
  access: SessionAccess;
  /** Past its end: for its members it stays. */
  expired: boolean;
  /** Deleted: its owner can bring it back for a while (`restorable`); for all others it is gone. */
  deletion: 'none' | 'restorable' | 'final';
  /** Guests who were let in before this are strangers again; epoch milliseconds. */
  guestsSince: number;
  /** What its owner allows guests. */
  switches: SessionSwitches;
}

export interface SessionSwitches {
  download: boolean;
  originals: boolean;
  comments: boolean;
  likes: boolean;
  guestUploads: boolean;
}

/** What ties an actor to a session. */
export interface Membership {
  /** Of a user; null for whoever is no member. */
  role: Role | null;
  /** Whether a device was given the session. */
  delivers: boolean;
}

/**
 * What somebody is in a session: a role, somebody let in with a name of their own (`guest`), without
 * one (`anonymous`), or nobody (`stranger`).
 */
export type Standing = Role | 'device' | 'guest' | 'anonymous' | 'stranger';

export type Action = keyof typeof TABLE;

const MEMBERS = ['owner', 'photographer', 'moderator'] as const;
const VISITORS = [...MEMBERS, 'guest', 'anonymous'] as const;

/**
 * Who may do what. An anonymous visitor of a public session may look and take along; whatever
 * carries somebody's name (a like, a message, a picture) needs at least a guest token, which
 * POST /sessions/:id/verify gives in a public session without a code.
 */
const TABLE = {
  /** See the session, its published photos, its feed; be in its room. */
  view: [...VISITORS, 'device'],
  /** Renditions as a file, the archive. */
  download: VISITORS,
  download_original: VISITORS,
  /** "Please remove this photo of me." */
  request_takedown: VISITORS,
  like: [...MEMBERS, 'guest'],
  /** Announcements. */
  read_messages: [...VISITORS, 'device'],
  /** What everybody wrote. */
  read_comments: [...VISITORS, 'device'],
  send_message: [...MEMBERS, 'guest'],
  announce: [...MEMBERS, 'device'],
  /** Pictures from a browser. */
  upload: ['owner', 'photographer', 'guest'],
  /** Deliver renditions; take back, restore and describe what it delivered. */
  deliver: ['device'],
  /** Also what is hidden, held or taken back; numbers of each photo. */
  view_all: MEMBERS,
  /** Numbers of the session as a whole. */
  view_numbers: [...MEMBERS, 'device'],
  /** Tag, feature, replace, move, delete. */
  manage_photos: ['owner', 'photographer'],
  /** Hide and show photos, delete messages of others. */
  moderate: MEMBERS,
  /** Hide and show messages of others, and read those that are hidden. */
  moderate_messages: [...MEMBERS, 'device'],
  decide_takedown: ['owner'],
  view_members: MEMBERS,
  manage_members: ['owner'],
  change_session: ['owner'],
  delete_session: ['owner'],
} as const satisfies Record<string, readonly Standing[]>;

/** Every action there is, for tests that walk the table. */
export const ACTIONS = Object.keys(TABLE).filter(isAction);

/** The switch that must be on for visitors; members may regardless. */
const SWITCH_OF: Partial<Record<Action, keyof SessionSwitches>> = {
  download: 'download',
  download_original: 'originals',
  like: 'likes',
  read_comments: 'comments',
  send_message: 'comments',
  upload: 'guestUploads',
};

/** Whether the actor may do this in the session. Pure: everything it depends on is given. */
export function may(
  actor: Actor,
  action: Action,
  session: SessionFacts & { membership: Membership },
): boolean {
  return mayAs(standingOf(actor, session, session.membership), action, session.switches);
}

/** The same for somebody whose standing is known. */
export function mayAs(standing: Standing, action: Action, switches: SessionSwitches): boolean {
  const allowed: readonly Standing[] = TABLE[action];
  if (!allowed.includes(standing)) return false;
  if (!isVisitor(standing)) return true;
  const needed = SWITCH_OF[action];
  return needed === undefined || switches[needed];
}

/** Somebody whom only the session's access lets in. */
export function isVisitor(standing: Standing): boolean {
  return standing === 'guest' || standing === 'anonymous';
}

export function isMember(standing: Standing): standing is Role {
  return standing === 'owner' || standing === 'photographer' || standing === 'moderator';
}

/** Speaks for whoever holds the session, whatever a guest may call themselves. */
export function isTeam(standing: Standing): boolean {
  return isMember(standing) || standing === 'device';
}

/** What the actor is in the session; see `Standing`. */
export function standingOf(actor: Actor, session: SessionFacts, membership: Membership): Standing {
  if (session.deletion === 'final') return 'stranger';
  if (session.deletion === 'restorable') {
    return actor.kind === 'user' && membership.role === 'owner' ? 'owner' : 'stranger';
  }
  if (actor.kind === 'user' && membership.role !== null) return membership.role;
  if (actor.kind === 'device' && membership.delivers) return 'device';
  if (session.expired) return 'stranger';
  // A guest token outlives the change to members only; it opens nothing then.
  if (session.access === 'members') return 'stranger';
  if (actor.kind === 'guest' && isLetIn(actor, session)) return 'guest';
  if (session.access === 'code') return 'stranger';
  // In a public session a user is a guest with a name; other sessions' guests and devices are anybody.
  return actor.kind === 'user' ? 'guest' : 'anonymous';
}

/** A code that was changed lets nobody stay who came in with the one before. */
function isLetIn(guest: GuestActor, session: SessionFacts): boolean {
  return guest.sessionId === session.id && !(letInAt(guest.guestId) < session.guestsSince);
}

function isAction(word: string): word is Action {
  return Object.hasOwn(TABLE, word);
}
