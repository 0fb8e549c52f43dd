import { extname } from 'node:path';
import type { FileSignature } from '../settle/outcome.ts';
import type { LedgerDatabase } from './open.ts';
import type { FilePlace } from './records.ts';
import type { LedgerContext } from './shot-rows.ts';

const EXTENSION = '.xmp';

/** Whether a path is named like notes beside a photograph. */
export function isSidecar(path: string): boolean {
  return extname(path).toLowerCase() === EXTENSION;
}

/** The sidecars part of the ledger: notes of editors, and which shots they are about. */
export function sidecarsLedger(db: LedgerDatabase, { sessionId }: LedgerContext) {
  const find = db.prepare<[string, string, string], FileSignature>(
    `SELECT size, mtime_ms AS mtimeMs, ino FROM sidecars
     WHERE session_id = ? AND hot_folder_id = ? AND path = ?`,
  );
  const put = db.prepare(
    `INSERT INTO sidecars (session_id, hot_folder_id, path, size, mtime_ms, ino, rating)
     VALUES (@sessionId, @hotFolderId, @path, @size, @mtimeMs, @ino, @rating)
     ON CONFLICT DO UPDATE SET size = @size, mtime_ms = @mtimeMs, ino = @ino, rating = @rating`,
  );
  const remove = db.prepare(
    'DELETE FROM sidecars WHERE session_id = ? AND hot_folder_id = ? AND path = ?',
  );
  // `IMG_1.xmp` and `IMG_1.CR3.xmp` are both about `IMG_1.CR3`; `/` is the character behind `.`.
  const about = db.prepare<
    { sessionId: string; hotFolderId: string; base: string; from: string; to: string },
    { id: string }
  >(
    `SELECT DISTINCT f.shot_id AS id FROM files f JOIN shots s ON s.id = f.shot_id
     WHERE f.session_id = @sessionId AND f.hot_folder_id = @hotFolderId AND s.revision > 0
       AND (f.path = @base OR (f.path > @from AND f.path < @to))`,
  );
  const rating = db.prepare<[string, string, string, string], { rating: number }>(
    `SELECT rating FROM sidecars
     WHERE session_id = ? AND hot_folder_id = ? AND rating IS NOT NULL
       AND lower(path) IN (?, ?) LIMIT 1`,
  );

  return {
    signatureOf: ({ hotFolderId, path }: FilePlace): FileSignature | undefined =>
      find.get(sessionId, hotFolderId, path),

    /** Notes have been read; returns the shots that they are about. */
    read: db.transaction(
      (place: FilePlace, signature: FileSignature, stars: number | null): string[] => {
        put.run({ sessionId, ...place, ...signature, rating: stars });
        const base = place.path.slice(0, -EXTENSION.length);
        const [from, to] = [`${base}.`, `${base}/`];
        const { hotFolderId } = place;
        return about.all({ sessionId, hotFolderId, base, from, to }).map(({ id }) => id);
      },
    ),

    deleted({ hotFolderId, path }: FilePlace): void {
      remove.run(sessionId, hotFolderId, path);
    },

    /** Stars in the notes beside a photograph; null where there are none. */
    ratingBeside({ hotFolderId, path }: FilePlace): number | null {
      const stem = path.slice(0, path.length - extname(path).length);
      const names = [stem, path].map((name) => `${name}${EXTENSION}`.toLowerCase());
      return rating.get(sessionId, hotFolderId, names[0] ?? '', names[1] ?? '')?.rating ?? null;
    },
  };
}

export type SidecarsLedger = ReturnType<typeof sidecarsLedger>;
