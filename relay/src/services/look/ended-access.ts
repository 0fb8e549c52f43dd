import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import { aliveLogins, deliveriesOf, rolesOf } from '../../repositories/standing.ts';
import type { AccessHolder } from '../access/actor.ts';
import type { SessionAccess } from './open-access.ts';
import type { OpenAccess } from './open-access.ts';

/**
 * Whose access has ended although nobody has said so here: the holders to cut, as the fan-out
 * would have named them.
 *
 * @param sessions those of `open.sessions` that there are.
 */
export async function endedAccess(
  db: Db,
  open: OpenAccess,
  sessions: Map<string, SessionRow>,
): Promise<AccessHolder[]> {
  return [
    ...closedDoors(open.sessions, sessions),
    ...(await endedLogins(db, open.logins)),
    ...(await endedDevices(db, open.deliveries)),
    ...(await endedRoles(db, open.roles)),
  ];
}

function closedDoors(
  open: OpenAccess['sessions'],
  sessions: Map<string, SessionRow>,
): AccessHolder[] {
  return [...open].flatMap(([id, access]): AccessHolder[] => {
    const session = sessions.get(id);
    if (session === undefined || isDeletedSince(access, session)) return [`session:${id}`];
    const isOutdated = access.visitorsSince !== null && access.visitorsSince < session.guests_since;
    return isOutdated ? [`guests:${id}`] : [];
  });
}

/** Its owner may stay in a deleted session that they have joined as such. */
function isDeletedSince(access: SessionAccess, session: SessionRow): boolean {
  return session.deleted_at !== null && access.beforeDeletion;
}

async function endedLogins(db: Db, logins: OpenAccess['logins']): Promise<AccessHolder[]> {
  const alive = await aliveLogins(db, [...logins]);
  return [...logins].filter((id) => !alive.has(id)).map((id) => `login:${id}` as const);
}

async function endedDevices(db: Db, deliveries: OpenAccess['deliveries']): Promise<AccessHolder[]> {
  const rows = await deliveriesOf(db, [...deliveries.keys()]);
  const alive = new Set(rows.map((row) => row.device_id));
  const allowed = new Set(rows.map((row) => `${row.device_id} ${String(row.session_id)}`));
  const isEnded = ([id, sessionIds]: [string, Set<string>]): boolean =>
    !alive.has(id) || [...sessionIds].some((sessionId) => !allowed.has(`${id} ${sessionId}`));
  return [...deliveries].filter(isEnded).map(([id]) => `device:${id}` as const);
}

async function endedRoles(db: Db, roles: OpenAccess['roles']): Promise<AccessHolder[]> {
  const claims = [...roles.values()];
  const users = [...new Set(claims.map(({ userId }) => userId))];
  const sessions = [...new Set(claims.map(({ sessionId }) => sessionId))];
  const rows = await rolesOf(db, users, sessions);
  const now = new Map(rows.map((row) => [`${row.session_id} ${row.user_id}`, row.role]));
  return claims
    .filter(({ sessionId, userId, role }) => now.get(`${sessionId} ${userId}`) !== role)
    .map(({ sessionId, userId }) => `member:${sessionId}:${userId}` as const);
}
