import type { Db } from '../db/database.ts';
import type { SessionMemberRow, UserRow } from '../db/account-tables.ts';

export async function findRole(
  db: Db,
  sessionId: string,
  userId: string,
): Promise<SessionMemberRow['role'] | null> {
  const row = await db
    .selectFrom('session_members')
    .select('role')
    .where('session_id', '=', sessionId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.role ?? null;
}

/** Adds the member, or gives them this role. */
export async function saveMember(db: Db, member: SessionMemberRow): Promise<void> {
  await db
    .insertInto('session_members')
    .values(member)
    .onConflict((conflict) =>
      conflict.columns(['session_id', 'user_id']).doUpdateSet({ role: member.role }),
    )
    .execute();
}

/** Whether this user has this role in any session. */
export async function hasRoleSomewhere(
  db: Db,
  userId: string,
  role: SessionMemberRow['role'],
): Promise<boolean> {
  const row = await db
    .selectFrom('session_members')
    .select('session_id')
    .where('user_id', '=', userId)
    .where('role', '=', role)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Makes the user owner of every session that has none. */
export async function adoptSessions(db: Db, userId: string, now: number): Promise<void> {
  const orphans = await db
    .selectFrom('sessions')
    .select('id')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('session_members')
            .select('user_id')
            .whereRef('session_members.session_id', '=', 'sessions.id')
            .where('session_members.role', '=', 'owner'),
        ),
      ),
    )
    .execute();
  for (const { id } of orphans) {
    await saveMember(db, { session_id: id, user_id: userId, role: 'owner', created_at: now });
  }
}

/** What a user has to do with: their sessions, the live photos in them, and everybody in them. */
export async function countOfUser(
  db: Db,
  userId: string,
): Promise<{ sessions: number; photos: number; members: number }> {
  const own = db.selectFrom('session_members').select('session_id').where('user_id', '=', userId);
  const sessions = await db
    .selectFrom('sessions')
    .select((eb) => [
      eb.fn.countAll().as('count'),
      eb.fn.coalesce(eb.fn.sum('photo_count'), eb.lit(0)).as('photos'),
    ])
    .where('id', 'in', own)
    .executeTakeFirstOrThrow();
  const members = await db
    .selectFrom('session_members')
    .select((eb) => eb.fn.count('user_id').distinct().as('count'))
    .where('session_id', 'in', own)
    .executeTakeFirstOrThrow();
  return {
    sessions: Number(sessions.count),
    photos: Number(sessions.photos),
    members: Number(members.count),
  };
}

/** A member with what their account says about them. */
export type NamedMemberRow = SessionMemberRow & Pick<UserRow, 'name' | 'email'>;

/** Everybody in a session, in the order in which they came. */
export async function listMembers(db: Db, sessionId: string): Promise<NamedMemberRow[]> {
  return namedMembers(db, sessionId).orderBy('member.created_at').orderBy('user.id').execute();
}

export async function findMember(
  db: Db,
  sessionId: string,
  userId: string,
): Promise<NamedMemberRow | undefined> {
  return namedMembers(db, sessionId).where('user.id', '=', userId).executeTakeFirst();
}

export async function countOwners(db: Db, sessionId: string): Promise<number> {
  const { count } = await db
    .selectFrom('session_members')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('session_id', '=', sessionId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function deleteMember(db: Db, sessionId: string, userId: string): Promise<void> {
  await db
    .deleteFrom('session_members')
    .where('session_id', '=', sessionId)
    .where('user_id', '=', userId)
    .execute();
}

function namedMembers(db: Db, sessionId: string) {
  return db
    .selectFrom('session_members as member')
    .innerJoin('users as user', 'user.id', 'member.user_id')
    .selectAll('member')
    .select(['user.name', 'user.email'])
    .where('member.session_id', '=', sessionId);
}
