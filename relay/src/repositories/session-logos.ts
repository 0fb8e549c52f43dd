import type { Db } from '../db/database.ts';

/** Notes a logo of a session, and forgets all but the newest ones. */
export async function saveLogo(
  trx: Db,
  logo: { session_id: string; hash: string; created_at: number },
  kept: number,
): Promise<void> {
  await trx
    .insertInto('session_logos')
    .values(logo)
    .onConflict((conflict) =>
      conflict.columns(['session_id', 'hash']).doUpdateSet({ created_at: logo.created_at }),
    )
    .execute();
  const older = await trx
    .selectFrom('session_logos')
    .select('hash')
    .where('session_id', '=', logo.session_id)
    .orderBy('created_at', 'desc')
    .orderBy('hash')
    .offset(kept)
    .limit(kept)
    .execute();
  if (older.length === 0) return;
  await trx
    .deleteFrom('session_logos')
    .where('session_id', '=', logo.session_id)
    .where(
      'hash',
      'in',
      older.map(({ hash }) => hash),
    )
    .execute();
}

/** Whether a session that is not deleted has this logo, or had it a moment ago. */
export async function hasLogo(db: Db, sessionId: string, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('session_logos')
    .innerJoin('sessions', 'sessions.id', 'session_logos.session_id')
    .select('session_logos.hash')
    .where('session_logos.session_id', '=', sessionId)
    .where('session_logos.hash', '=', hash)
    .where('sessions.deleted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
