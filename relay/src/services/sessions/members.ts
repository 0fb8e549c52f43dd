import { PictureLiveError } from '@picture-live/shared/errors';
import type { AddMember, Member, Role } from '@picture-live/shared/protocol';
import type * as z from 'zod/mini';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { withdrawSessionFromDevicesOf } from '../../repositories/devices.ts';
import {
  countOwners,
  deleteMember,
  findMember,
  findRole,
  listMembers,
  saveMember,
} from '../../repositories/members.ts';
import { lockSession } from '../../repositories/sessions.ts';
import { findUserByEmail } from '../../repositories/users.ts';
import type { AccessHolder, Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { Action } from '../access/policy.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Deed } from '../audit/record-audit.ts';
import { requireSession } from '../sessions.ts';

export interface MembersDeps {
  db: Db;
  fanOut: FanOut;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Who works on a session. Every call throws as `authorize` does. */
export interface MembersService {
  list: (actor: Actor, idOrSlug: string) => Promise<Member[]>;
  /** @throws PictureLiveError `account_not_found`, `already_member`. */
  add: (actor: Actor, idOrSlug: string, wanted: z.output<typeof AddMember>) => Promise<Member>;
  /** @throws PictureLiveError `member_not_found`, `last_owner`. */
  change: (actor: Actor, idOrSlug: string, userId: string, role: Role) => Promise<Member>;
  /**
   * Takes somebody out, or the actor themselves. Their sockets and their laptops lose the session.
   *
   * @throws PictureLiveError `member_not_found`, `last_owner`.
   */
  remove: (actor: Actor, idOrSlug: string, userId: string) => Promise<void>;
}

export function membersService(deps: MembersDeps): MembersService {
  const { fanOut } = deps;
  const end = (holders: AccessHolder[]): void => {
    for (const holder of holders) fanOut.publish({ kind: 'access_ended', holder });
  };
  return {
    list: async (actor, idOrSlug) => {
      const { id } = (await authorizeIn(deps, actor, 'view_members', idOrSlug)).session;
      return (await listMembers(deps.db, id)).map(viewMember);
    },
    add: (actor, idOrSlug, wanted) => add(deps, actor, idOrSlug, wanted),
    change: async (actor, idOrSlug, userId, role) => {
      const { member, ended } = await changeRole(deps, { actor, idOrSlug, userId }, role);
      end(ended);
      return member;
    },
    remove: async (actor, idOrSlug, userId) => {
      end(await remove(deps, { actor, idOrSlug, userId }));
    },
  };
}

/** Whom the call is about, by whom, and where. */
interface About {
  actor: Actor;
  idOrSlug: string;
  userId: string;
}

async function authorizeIn(deps: MembersDeps, actor: Actor, action: Action, idOrSlug: string) {
  return authorize(deps, actor, action, await requireSession(deps.db, idOrSlug));
}

/**
 * Runs the change alone in its session: of two owners who leave at the same moment one stays.
 */
async function inSession<T>(
  { db, now }: MembersDeps,
  { actor, action, idOrSlug }: { actor: Actor; action: Action; idOrSlug: string },
  work: (trx: Db, session: SessionRow) => Promise<T>,
): Promise<T> {
  const { id } = await requireSession(db, idOrSlug);
  return db.transaction().execute(async (trx) => {
    const locked = await lockSession(trx, id);
    if (locked === undefined) throw new PictureLiveError('session_not_found');
    const { session } = await authorize({ db: trx, now }, actor, action, locked);
    return work(trx, session);
  });
}

async function add(
  deps: MembersDeps,
  actor: Actor,
  idOrSlug: string,
  { email, role }: z.output<typeof AddMember>,
): Promise<Member> {
  return inSession(deps, { actor, action: 'manage_members', idOrSlug }, async (trx, { id }) => {
    const user = await findUserByEmail(trx, email);
    if (user === undefined) throw new PictureLiveError('account_not_found');
    if ((await findRole(trx, id, user.id)) !== null) throw new PictureLiveError('already_member');
    const since = deps.now();
    await saveMember(trx, { session_id: id, user_id: user.id, role, created_at: since });
    await recordAudit(trx, actor, aboutMember('member_added', id, user.id, { role }), since);
    return { userId: user.id, name: user.name, email: user.email, role, since };
  });
}

async function changeRole(
  deps: MembersDeps,
  { actor, idOrSlug, userId }: About,
  role: Role,
): Promise<{ member: Member; ended: AccessHolder[] }> {
  const by = { actor, action: 'manage_members' as const, idOrSlug };
  return inSession(deps, by, async (trx, { id }) => {
    const before = await requireMember(trx, id, userId);
    if (before.role === role) return { member: before, ended: [] };
    if (before.role === 'owner') await assertNotLastOwner(trx, id);
    await saveMember(trx, { session_id: id, user_id: userId, role, created_at: before.since });
    const deed = aboutMember('member_changed', id, userId, { role, was: before.role });
    await recordAudit(trx, actor, deed, deps.now());
    // A moderator delivers nothing.
    const ended = await ending(trx, id, userId, role === 'moderator');
    return { member: { ...before, role }, ended };
  });
}

async function remove(
  deps: MembersDeps,
  { actor, idOrSlug, userId }: About,
): Promise<AccessHolder[]> {
  const isSelf = actor.kind === 'user' && actor.userId === userId;
  const action = isSelf ? ('view_members' as const) : ('manage_members' as const);
  return inSession(deps, { actor, action, idOrSlug }, async (trx, { id }) => {
    const { role } = await requireMember(trx, id, userId);
    if (role === 'owner') await assertNotLastOwner(trx, id);
    await deleteMember(trx, id, userId);
    const deed = aboutMember('member_removed', id, userId, { was: role });
    await recordAudit(trx, actor, deed, deps.now());
    return ending(trx, id, userId, true);
  });
}

/** For the owners of the session, and for whom it is about. */
function aboutMember(
  action: 'member_added' | 'member_changed' | 'member_removed',
  sessionId: string,
  userId: string,
  details: NonNullable<Deed['details']>,
): Deed {
  return { action, sessionId, accountId: userId, subjects: [userId], details };
}

/** Whose sockets end: they come back as what the user is now, if that is anything. */
async function ending(
  trx: Db,
  sessionId: string,
  userId: string,
  withDevices: boolean,
): Promise<AccessHolder[]> {
  const devices = withDevices ? await withdrawSessionFromDevicesOf(trx, userId, sessionId) : [];
  return [`member:${sessionId}:${userId}`, ...devices.map((id) => `device:${id}` as const)];
}

async function requireMember(trx: Db, sessionId: string, userId: string): Promise<Member> {
  const found = await findMember(trx, sessionId, userId);
  if (found === undefined) throw new PictureLiveError('member_not_found');
  return viewMember(found);
}

async function assertNotLastOwner(trx: Db, sessionId: string): Promise<void> {
  if ((await countOwners(trx, sessionId)) < 2) throw new PictureLiveError('last_owner');
}

function viewMember(row: NonNullable<Awaited<ReturnType<typeof findMember>>>): Member {
  const { user_id: userId, name, email, role, created_at: since } = row;
  return { userId, name, email, role, since };
}
