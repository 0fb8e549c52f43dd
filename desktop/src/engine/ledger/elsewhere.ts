import type { FileSignature } from '../settle/outcome.ts';
import type { LedgerDatabase } from './open.ts';
import type { FilePlace, FrameIdentity } from './records.ts';
import type { LedgerContext } from './shot-rows.ts';

interface Row {
  size: number | null;
  mtimeMs: number | null;
  ino: number | null;
}

/**
 * What other sessions know of files. A file belongs to the session that saw it first, for as long
 * as it stays as it was: a hot folder that serves one session after the other never mixes them.
 */
export function elsewhereLedger(db: LedgerDatabase, { sessionId }: LedgerContext) {
  const own = db.prepare<[string, string, string], { found: number }>(
    'SELECT 1 AS found FROM files WHERE session_id = ? AND hot_folder_id = ? AND path = ?',
  );
  // A file that vanished before it was read (no size, and nothing to retry) is nobody's any more.
  const other = db.prepare<[string, string, string], Row>(
    `SELECT f.size, f.mtime_ms AS mtimeMs, f.ino FROM files f JOIN shots s ON s.id = f.shot_id
     WHERE f.hot_folder_id = ? AND f.path = ? AND f.session_id <> ?
       AND (f.size IS NOT NULL OR s.state <> 'failed' OR s.can_retry = 1)
     ORDER BY f.shot_id DESC LIMIT 1`,
  );
  const frame = db.prepare<
    [string, string, string, string, string | null, string | null],
    { found: number }
  >(
    `SELECT 1 AS found FROM files f JOIN revisions r ON r.shot_id = f.shot_id
     WHERE f.hot_folder_id = ? AND f.path = ? AND f.session_id <> ?
       AND r.captured_local = ? AND r.camera IS ? AND r.serial IS ? LIMIT 1`,
  );
  const folders = db.prepare<[], { id: string; path: string }>('SELECT id, path FROM hot_folders');

  return {
    /** Every hot folder there ever was. */
    folders: () => folders.all(),

    /** Whether this session has noted the file itself. */
    isOwn: ({ hotFolderId, path }: FilePlace): boolean =>
      own.get(sessionId, hotFolderId, path) !== undefined,

    /**
     * The state in which another session has dealt with the file, `unread` where it has only seen
     * it; undefined: no other session has.
     */
    at({ hotFolderId, path }: FilePlace): FileSignature | 'unread' | undefined {
      const row = other.get(hotFolderId, path, sessionId);
      if (!row) return undefined;
      const { size, mtimeMs, ino } = row;
      if (size === null || mtimeMs === null || ino === null) return 'unread';
      return { size, mtimeMs, ino };
    },

    /** Whether another session has a photo of this very frame from the file. */
    hasFrame({ hotFolderId, path }: FilePlace, facts: FrameIdentity): boolean {
      const { capturedLocal, camera, serial } = facts;
      if (capturedLocal === null) return false;
      return frame.get(hotFolderId, path, sessionId, capturedLocal, camera, serial) !== undefined;
    },
  };
}

export type ElsewhereLedger = ReturnType<typeof elsewhereLedger>;
