import { randomBytes } from 'node:crypto';
import type { Db } from '../db/database.ts';

const SECRET_BYTES = 32;

/** The media key of each of these sessions; one that has none yet gets it now. */
export async function mediaKeysOf(db: Db, sessionIds: string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(sessionIds)];
  const found = await readKeys(db, wanted);
  const without = wanted.filter((sessionId) => !found.has(sessionId));
  if (without.length === 0) return found;
  await db
    .insertInto('media_keys')
    .values(without.map((sessionId) => newKey(sessionId)))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Somebody else may have been first.
  return readKeys(db, wanted);
}

/** Gives the session a new key: every address of its pictures that is known to anybody ends. */
export async function replaceMediaKey(db: Db, sessionId: string, now = Date.now()): Promise<void> {
  const { secret, created_at } = newKey(sessionId, now);
  await db
    .insertInto('media_keys')
    .values({ session_id: sessionId, secret, created_at })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet({ secret, created_at }))
    .execute();
}

/**
 * Sessions that have ended, and whose pictures still have the addresses of before.
 *
 * @param only this session, if it is one.
 */
export async function listExpiredOpen(
  db: Db,
  now: number,
  limit: number,
  only?: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('sessions')
    .innerJoin('media_keys', 'media_keys.session_id', 'sessions.id')
    .select('sessions.id')
    .where('sessions.expires_at', '<=', now)
    .where('sessions.deleted_at', 'is', null)
    .whereRef('media_keys.created_at', '<', 'sessions.expires_at')
    .$if(only !== undefined, (query) => query.where('sessions.id', '=', only ?? ''))
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

async function readKeys(db: Db, sessionIds: string[]): Promise<Map<string, string>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('media_keys')
    .select(['session_id', 'secret'])
    .where('session_id', 'in', sessionIds)
    .execute();
  return new Map(rows.map((row) => [row.session_id, row.secret]));
}

function newKey(
  sessionId: string,
  now = Date.now(),
): { session_id: string; secret: string; created_at: number } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { session_id: sessionId, secret, created_at: now };
}
