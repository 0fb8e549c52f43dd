import type { SessionMemberRow } from '../db/account-tables.ts';
import type { Db } from '../db/database.ts';
import type { SessionRow } from '../db/tables.ts';

/*
 * Many rows at once, for whoever looks after open sockets. Lists are asked for in parts: a
 * statement takes only so many parameters.
 */
const AT_ONCE = 1_000;

export async function findSessions(db: Db, ids: string[]): Promise<SessionRow[]> {
  return inParts(ids, async (part) =>
    db.selectFrom('sessions').selectAll().where('id', 'in', part).execute(),
  );
}

/** Those of these logins that go on. */
export async function aliveLogins(db: Db, ids: string[]): Promise<Set<string>> {
  const rows = await inParts(ids, async (part) =>
    db
      .selectFrom('logins')
      .select('id')
      .where('id', 'in', part)
      .where('ended_at', 'is', null)
      .execute(),
  );
  return new Set(rows.map(({ id }) => id));
}

/** The sessions that these devices may deliver to; none for those that were revoked. */
export async function deliveriesOf(
  db: Db,
  deviceIds: string[],
): Promise<{ device_id: string; session_id: string | null }[]> {
  return inParts(deviceIds, async (part) =>
    db
      .selectFrom('devices')
      .leftJoin('device_sessions', 'device_sessions.device_id', 'devices.id')
      .select(['devices.id as device_id', 'device_sessions.session_id'])
      .where('devices.id', 'in', part)
      .where('devices.revoked_at', 'is', null)
      .execute(),
  );
}

/** What these users are in these sessions. */
export async function rolesOf(
  db: Db,
  userIds: string[],
  sessionIds: string[],
): Promise<Pick<SessionMemberRow, 'session_id' | 'user_id' | 'role'>[]> {
  return inParts(userIds, async (users) =>
    inParts(sessionIds, async (sessions) =>
      db
        .selectFrom('session_members')
        .select(['session_id', 'user_id', 'role'])
        .where('user_id', 'in', users)
        .where('session_id', 'in', sessions)
        .execute(),
    ),
  );
}

async function inParts<T>(ids: string[], ask: (part: string[]) => Promise<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    rows.push(...(await ask(ids.slice(from, from + AT_ONCE))));
  }
  return rows;
}
