import type { FileSignature } from '../settle/outcome.ts';
import type { LedgerDatabase } from './open.ts';
import type { FilePlace } from './records.ts';
import { dropEmptyShot, insertShot, type LedgerContext } from './shot-rows.ts';

interface FileRow {
  shot_id: string;
  size: number | null;
  mtime_ms: number | null;
  ino: number | null;
}

/** What became of a file that is not (yet) a picture to publish. */
export interface Setback {
  /** A sentence for people: what is wrong and what to do. */
  reason: string;
  canRetry: boolean;
}

/** The shot of a file, and the ids that turned out to be nothing of their own. */
export interface Sighting {
  shotId: string;
  removed: string[];
}

const VANISHED =
  'It was deleted or renamed before it was complete, so it could not be read. Copy it here again.';

/** The files part of the ledger: which paths are known, and which shot each belongs to. */
export function filesLedger(db: LedgerDatabase, context: LedgerContext) {
  const { sessionId } = context;
  const findFolder = db.prepare<[string], { id: string }>(
    'SELECT id FROM hot_folders WHERE path = ?',
  );
  const addFolder = db.prepare('INSERT INTO hot_folders (id, path) VALUES (?, ?)');
  const findFile = db.prepare<[string, string, string], FileRow>(
    'SELECT shot_id, size, mtime_ms, ino FROM files WHERE session_id = ? AND hot_folder_id = ? AND path = ?',
  );
  const addFile = db.prepare(
    'INSERT INTO files (session_id, hot_folder_id, path, shot_id) VALUES (?, ?, ?, ?)',
  );
  const setSignature = db.prepare(
    `UPDATE files SET size = ?, mtime_ms = ?, ino = ?
     WHERE session_id = ? AND hot_folder_id = ? AND path = ?`,
  );
  // A shot that is already a picture keeps its state: what is wrong with a later version of its
  // file is a remark, not a reason to take the picture off the list of live ones.
  const setBack = db.prepare(
    `UPDATE shots SET
       state = CASE WHEN revision = 0 THEN @state ELSE state END,
       reason = @reason, can_retry = @canRetry
     WHERE id = @shotId`,
  );
  const setUnread = db.prepare(
    `UPDATE shots SET state = @state, reason = NULL, can_retry = 0
     WHERE id = @shotId AND revision = 0`,
  );
  const findByInode = db.prepare<[string, string, number], { path: string }>(
    `SELECT path FROM files
     WHERE session_id = ? AND hot_folder_id = ? AND ino = ? AND size IS NOT NULL`,
  );
  const findVanished = db.prepare<[string, string, number], { shot_id: string; path: string }>(
    `SELECT shot_id, path FROM files
     WHERE session_id = ? AND hot_folder_id = ? AND ino = ? AND size IS NULL`,
  );
  const recheck = db.prepare(
    `UPDATE files SET size = NULL, mtime_ms = NULL WHERE session_id = ? AND shot_id IN
       (SELECT id FROM shots WHERE state = 'failed' AND revision = 0)`,
  );
  const dropFile = db.prepare(
    'DELETE FROM files WHERE session_id = ? AND hot_folder_id = ? AND path = ?',
  );
  const places = db.prepare<[string], { hotFolderId: string; path: string }>(
    'SELECT hot_folder_id AS hotFolderId, path FROM files WHERE shot_id = ?',
  );

  const fileAt = (place: FilePlace) => findFile.get(sessionId, place.hotFolderId, place.path);

  function remember(place: FilePlace, signature: FileSignature | null): void {
    setSignature.run(
      signature?.size ?? null,
      signature?.mtimeMs ?? null,
      signature?.ino ?? null,
      sessionId,
      place.hotFolderId,
      place.path,
    );
  }

  return {
    /** The ledger's id of a hot folder, the same whenever the folder comes back. */
    hotFolderId(path: string): string {
      const known = findFolder.get(path);
      if (known) return known.id;
      const id = context.newId();
      addFolder.run(id, path);
      return id;
    },

    /** The state of a file that has been dealt with; undefined: unknown, or still to be read. */
    signatureOf(place: FilePlace): FileSignature | undefined {
      const row = fileAt(place);
      if (!row || row.size === null || row.mtime_ms === null || row.ino === null) return undefined;
      return { size: row.size, mtimeMs: row.mtime_ms, ino: row.ino };
    },

    /** Records the first sight of a file, or of a new state of it; returns its shot. */
    seen: db.transaction((place: FilePlace, seenAt: number): string => {
      const row = fileAt(place);
      if (!row) return note(place, seenAt);
      remember(place, null);
      setUnread.run({ shotId: row.shot_id, state: 'arriving' });
      return row.shot_id;
    }),

    /** The file has been read and its picture is being made. */
    rendering: db.transaction((place: FilePlace): string => {
      const shotId = shotAt(place);
      setUnread.run({ shotId, state: 'rendering' });
      return shotId;
    }),

    /** A recognised file that is not published; dealt with until it changes. */
    unsupported: db.transaction(
      (place: FilePlace, signature: FileSignature, reason: string): string => {
        const shotId = shotAt(place);
        remember(place, signature);
        setBack.run({ shotId, state: 'unpublished', reason, canRetry: 0 });
        return shotId;
      },
    ),

    /**
     * A file that cannot become a picture as it is. With a signature it is dealt with until it
     * changes or the engine starts again; without one the next scan looks at it again.
     */
    failed: db.transaction(
      (place: FilePlace, signature: FileSignature | null, setback: Setback): string => {
        const shotId = shotAt(place);
        remember(place, signature);
        setBack.run({
          shotId,
          state: 'failed',
          reason: setback.reason,
          canRetry: setback.canRetry ? 1 : 0,
        });
        return shotId;
      },
    ),

    /**
     * A file that disappeared before it was read. Camera utilities write under one name and rename:
     * where its inode is known under another name, nothing is missing and it is forgotten. Null:
     * there is no record of the file any more.
     */
    vanished: db.transaction((place: FilePlace, ino: number | null): Sighting | null => {
      const row = fileAt(place);
      if (!row) return null;
      const shotId = row.shot_id;
      const renamed = ino !== null && findByInode.all(sessionId, place.hotFolderId, ino).length > 0;
      if (renamed) return { shotId, removed: forget(place, shotId) ? [shotId] : [] };
      // The inode alone: enough to recognise the file under its next name, and no signature.
      setSignature.run(null, null, ino, sessionId, place.hotFolderId, place.path);
      setBack.run({ shotId, state: 'failed', reason: VANISHED, canRetry: 0 });
      return { shotId, removed: [] };
    }),

    /** Forgets the names under which a file vanished before it came to stand at `place`. */
    arrivedFrom: db.transaction((place: FilePlace, ino: number): string[] =>
      findVanished
        .all(sessionId, place.hotFolderId, ino)
        .filter((row) => row.path !== place.path)
        .filter((row) => forget({ hotFolderId: place.hotFolderId, path: row.path }, row.shot_id))
        .map((row) => row.shot_id),
    ),

    /**
     * A file was deleted from the hot folder. A picture stays; a file that never became one was
     * cleared away by somebody who knows about it. Returns the shots that were only that.
     */
    deleted: db.transaction((place: FilePlace): string[] => {
      const row = fileAt(place);
      return row && forget(place, row.shot_id) ? [row.shot_id] : [];
    }),

    /** At a start, files that failed get another chance: rights or an update may have changed. */
    recheckFailed(): void {
      recheck.run(sessionId);
    },

    /** Where the content of a shot lies, for reading it again. */
    placesOf: (shotId: string): FilePlace[] => places.all(shotId),

    remember,
  };

  function forget(place: FilePlace, shotId: string): boolean {
    dropFile.run(sessionId, place.hotFolderId, place.path);
    return dropEmptyShot(db, shotId);
  }

  /** The file's shot; noted anew where somebody cleared the file away and it is there after all. */
  function shotAt(place: FilePlace): string {
    return fileAt(place)?.shot_id ?? note(place, context.now());
  }

  function note(place: FilePlace, seenAt: number): string {
    const shotId = insertShot(db, context, place, seenAt);
    addFile.run(sessionId, place.hotFolderId, place.path, shotId);
    return shotId;
  }
}

export type FilesLedger = ReturnType<typeof filesLedger>;
