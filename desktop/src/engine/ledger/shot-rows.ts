import type { LedgerDatabase } from './open.ts';
import type { FilePlace } from './records.ts';

/** What every part of the ledger works for and with. */
export interface LedgerContext {
  sessionId: string;
  /** UUIDv7: ids sort by the order in which shots were seen. */
  newId: () => string;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Adds a shot of which only the file's name is known. */
export function insertShot(
  db: LedgerDatabase,
  context: LedgerContext,
  place: FilePlace,
  seenAt: number,
): string {
  const id = context.newId();
  db.prepare(
    `INSERT INTO shots (id, session_id, hot_folder_id, path, state, seen_at)
     VALUES (?, ?, ?, ?, 'arriving', ?)`,
  ).run(id, context.sessionId, place.hotFolderId, place.path, seenAt);
  return id;
}

/** Removes a shot that never became a picture and has no file any more; says whether it did. */
export function dropEmptyShot(db: LedgerDatabase, shotId: string): boolean {
  const { changes } = db
    .prepare(
      `DELETE FROM shots WHERE id = ? AND revision = 0
         AND NOT EXISTS (SELECT 1 FROM files WHERE shot_id = shots.id)`,
    )
    .run(shotId);
  return changes > 0;
}
