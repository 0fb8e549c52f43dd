import type { Db } from '../db/database.ts';

/** Up to where somebody has read a session's messages; 0 for nothing yet. */
export async function findReadSeq(db: Db, sessionId: string, reader: string): Promise<number> {
  const row = await db
    .selectFrom('message_reads')
    .select('seq')
    .where('session_id', '=', sessionId)
    .where('reader', '=', reader)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** @returns whether that is further than before: it never goes back. */
export async function saveReadSeq(
  db: Db,
  sessionId: string,
  reader: string,
  seq: number,
): Promise<boolean> {
  const saved = await db
    .insertInto('message_reads')
    .values({ session_id: sessionId, reader, seq })
    .onConflict((conflict) =>
      conflict
        .columns(['session_id', 'reader'])
        .doUpdateSet({ seq })
        .where('message_reads.seq', '<', seq),
    )
    .returning('seq')
    .executeTakeFirst();
  return saved !== undefined;
}
