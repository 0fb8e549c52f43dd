import type { Actor } from '../access/actor.ts';
import { isMember, isVisitor } from '../access/policy.ts';
import type { Role, Standing } from '../access/policy.ts';

/** On what grounds somebody is in a session. */
export interface Grounds {
  sessionId: string;
  actor: Actor;
  standing: Standing;
  /** As it was when they were let in. */
  session: { guestsSince: number; deletedAt: number | null };
}

export interface SessionAccess {
  /** Visitors who were let in longest ago had this `guests_since`; null without visitors. */
  visitorsSince: number | null;
  /** Somebody was let in before it was deleted. */
  beforeDeletion: boolean;
}

/** Everything that open sockets are there on the strength of, each once. */
export interface OpenAccess {
  sessions: Map<string, SessionAccess>;
  logins: Set<string>;
  /** The sessions that devices are in, by device. */
  deliveries: Map<string, Set<string>>;
  /** Of members, by session and user. */
  roles: Map<string, { sessionId: string; userId: string; role: Role }>;
}

export function summarize(grounds: Iterable<Grounds>): OpenAccess {
  const open: OpenAccess = {
    sessions: new Map(),
    logins: new Set(),
    deliveries: new Map(),
    roles: new Map(),
  };
  for (const one of grounds) {
    addSession(open, one);
    addActor(open, one);
  }
  return open;
}

function addSession({ sessions }: OpenAccess, { sessionId, standing, session }: Grounds): void {
  const known = sessions.get(sessionId) ?? { visitorsSince: null, beforeDeletion: false };
  if (session.deletedAt === null) known.beforeDeletion = true;
  if (isVisitor(standing)) {
    known.visitorsSince = Math.min(known.visitorsSince ?? Infinity, session.guestsSince);
  }
  sessions.set(sessionId, known);
}

function addActor(open: OpenAccess, { sessionId, actor, standing }: Grounds): void {
  if (actor.kind === 'device') {
    const sessions = open.deliveries.get(actor.deviceId) ?? new Set();
    if (standing === 'device') sessions.add(sessionId);
    open.deliveries.set(actor.deviceId, sessions);
  }
  if (actor.kind !== 'user') return;
  const { userId, tokenId } = actor;
  open.logins.add(tokenId);
  if (isMember(standing)) {
    open.roles.set(`${sessionId} ${userId}`, { sessionId, userId, role: standing });
  }
}
