import type { Db } from '../db/database.ts';
import type { FeedEventRow, NewFeedEventRow } from '../db/tables.ts';

export async function insertEvent(db: Db, event: NewFeedEventRow): Promise<void> {
  await db.insertInto('feed_events').values(event).execute();
}

/** Events after `after`, oldest first. */
export async function listEvents(
  db: Db,
  sessionId: string,
  after: number,
  limit: number,
): Promise<FeedEventRow[]> {
  return db
    .selectFrom('feed_events')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
}
