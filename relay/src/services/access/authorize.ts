import { PictureLiveError, assertNever } from '@picture-live/shared/errors';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import { mayDeliver } from '../../repositories/devices.ts';
import { findRole } from '../../repositories/members.ts';
import { requireSession } from '../sessions.ts';
import type { Actor, UserActor } from './actor.ts';
import { actingIn } from './guest-passes.ts';
import { may, standingOf } from './policy.ts';
import type { Action, Membership, SessionFacts, Standing } from './policy.ts';
import { factsOf } from './session-facts.ts';

/** A session that the actor may act in, and as what. */
export interface Authorized {
  /** As whom: a browser that keeps a guest token of this session is that guest. */
  actor: Actor;
  session: SessionRow;
  facts: SessionFacts;
  standing: Standing;
}

export interface AccessDeps {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
}

export interface AccessService {
  /**
   * Makes sure that the actor may do this in the session (by id or slug).
   *
   * @throws PictureLiveError `session_not_found` for a session one may not know of;
   *   `session_expired` (with the `title` of a public one) and `access_code_required` for guests with its link; `unauthorized` where
   *   a token is missing; `forbidden` where another one is.
   */
  authorize: (actor: Actor, action: Action, idOrSlug: string) => Promise<Authorized>;
}

export function accessService(deps: AccessDeps): AccessService {
  return {
    authorize: async (actor, action, idOrSlug) =>
      authorize(deps, actor, action, await requireSession(deps.db, idOrSlug)),
  };
}

/** The same for a session that was read already, e.g. within a transaction (`db`). */
export async function authorize(
  { db, now }: AccessDeps,
  given: Actor,
  action: Action,
  session: SessionRow,
): Promise<Authorized> {
  const actor = actingIn(given, session.id);
  const facts = factsOf(session, now());
  const membership = await membershipOf(db, actor, session.id);
  const standing = standingOf(actor, facts, membership);
  if (may(actor, action, { ...facts, membership })) {
    return { actor, session, facts, standing };
  }
  throw refusal(actor, facts, standing, session.title);
}

/** Only a user of this relay; whoever needs a session asks `authorize`. @throws `unauthorized`, `forbidden`. */
export function requireUser(actor: Actor): UserActor {
  if (actor.kind === 'user') return actor;
  throw new PictureLiveError(actor.kind === 'anonymous' ? 'unauthorized' : 'forbidden');
}

async function membershipOf(db: Db, actor: Actor, sessionId: string): Promise<Membership> {
  switch (actor.kind) {
    case 'anonymous':
    case 'guest':
      return { role: null, delivers: false };
    case 'user':
      return { role: await findRole(db, sessionId, actor.userId), delivers: false };
    case 'device':
      return { role: null, delivers: await mayDeliver(db, actor.deviceId, sessionId) };
    default:
      return assertNever(actor);
  }
}

/** Why not: whoever may not even know of the session is told that there is none. */
function refusal(
  actor: Actor,
  session: SessionFacts,
  standing: Standing,
  title: string,
): PictureLiveError {
  if (standing === 'stranger') return refusalOfStranger(session, title);
  return new PictureLiveError(actor.kind === 'anonymous' ? 'unauthorized' : 'forbidden');
}

/** What somebody is told who is nobody in the session. @param title of the session. */
export function refusalOfStranger(session: SessionFacts, title: string): PictureLiveError {
  const isHidden = session.access === 'members' || session.deletion !== 'none';
  if (isHidden) return new PictureLiveError('session_not_found');
  if (session.expired) {
    // Whoever never had the code may have guessed the link.
    const details = session.access === 'public' ? { title } : undefined;
    return new PictureLiveError('session_expired', undefined, { details });
  }
  return new PictureLiveError('access_code_required');
}
