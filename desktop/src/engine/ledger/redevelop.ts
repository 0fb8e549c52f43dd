import type { LedgerDatabase } from './open.ts';
import type { FrameIdentity } from './records.ts';
import type { LedgerContext } from './shot-rows.ts';

/** A shot as far as developing it again needs. */
export interface ShotSource extends FrameIdentity {
  shotId: string;
  revision: number;
  hotFolderId: string;
  path: string;
  sourceHash: string;
  bytes: number;
  capturedAt: number;
  fileCompleteAt: number;
  isRaw: boolean;
  /** Of the recipe that made the present renditions; null: before recipes were noted. */
  recipeHash: string | null;
}

export type RedevelopEnd = 'done' | 'gone' | 'failed';

export interface SourceRow extends Omit<ShotSource, 'isRaw'> {
  raw: number;
}

export const SOURCE = `
  SELECT s.id AS shotId, s.revision, s.hot_folder_id AS hotFolderId, s.path,
    r.source_hash AS sourceHash, r.bytes, r.captured_local AS capturedLocal,
    r.captured_fraction AS capturedFraction, r.serial, r.camera, r.captured_at AS capturedAt,
    r.file_complete_at AS fileCompleteAt, r.raw, r.recipe_hash AS recipeHash
  FROM shots s JOIN revisions r ON r.shot_id = s.id AND r.revision = s.revision`;

/** What is or may come before guests' eyes, made by another recipe than this one. */
const OUTDATED = `
  FROM shots s JOIN revisions r ON r.shot_id = s.id AND r.revision = s.revision
  WHERE s.session_id = @sessionId AND s.state IN ('live', 'queued', 'held')
    AND r.recipe_hash IS NOT @recipeHash`;

/** So many shots that could not be developed again are named. */
const NAMED = 100;

/** The ledger of developing shots again by a changed recipe; a crash leaves what still waits. */
export function redevelopLedger(db: LedgerDatabase, { sessionId }: LedgerContext) {
  const one = db.prepare<[string, string], SourceRow>(
    `${SOURCE} WHERE s.session_id = ? AND s.id = ?`,
  );
  const newest = db.prepare<[string], SourceRow>(
    `${SOURCE} WHERE s.session_id = ? ORDER BY s.id DESC LIMIT 1`,
  );
  const waiting = db.prepare<[string], SourceRow>(
    `${SOURCE} JOIN redevelopments d ON d.shot_id = s.id
     WHERE d.session_id = ? AND d.state = 'waiting' ORDER BY s.id DESC LIMIT 1`,
  );
  const count = db.prepare<{ sessionId: string; recipeHash: string }, { shots: number }>(
    `SELECT COUNT(*) AS shots ${OUTDATED}`,
  );
  const clear = db.prepare('DELETE FROM redevelopments WHERE session_id = ?');
  const request = db.prepare(
    `INSERT INTO redevelopments (shot_id, session_id, state) SELECT s.id, s.session_id, 'waiting' ${OUTDATED}`,
  );
  const end = db.prepare('UPDATE redevelopments SET state = ?, reason = ? WHERE shot_id = ?');
  const counts = db.prepare<[string], { state: string; shots: number }>(
    'SELECT state, COUNT(*) AS shots FROM redevelopments WHERE session_id = ? GROUP BY state',
  );
  const failures = db.prepare<
    [string, number],
    { shotId: string; path: string; kind: 'gone' | 'failed'; reason: string }
  >(
    `SELECT d.shot_id AS shotId, s.path, d.state AS kind, d.reason
     FROM redevelopments d JOIN shots s ON s.id = d.shot_id
     WHERE d.session_id = ? AND d.state IN ('gone', 'failed') ORDER BY d.shot_id DESC LIMIT ?`,
  );

  return {
    /** A shot with a picture; null: the newest there is. Undefined: there is none. */
    source(shotId: string | null): ShotSource | undefined {
      const row = shotId === null ? newest.get(sessionId) : one.get(sessionId, shotId);
      return row && toSource(row);
    },

    /** How many shots another recipe made. */
    outdated: (recipeHash: string): number => count.get({ sessionId, recipeHash })?.shots ?? 0,

    /** Takes all of those down to be developed again, and forgets what was before. */
    request: db.transaction((recipeHash: string): void => {
      clear.run(sessionId);
      request.run({ sessionId, recipeHash });
    }),

    /** The newest shot that waits. */
    next(): ShotSource | undefined {
      const row = waiting.get(sessionId);
      return row && toSource(row);
    },

    ended(shotId: string, state: RedevelopEnd, reason: string | null = null): void {
      end.run(state, reason, shotId);
    },

    /** Forgets all of it; what is done stays done. */
    clear(): void {
      clear.run(sessionId);
    },

    progress() {
      const by = new Map(counts.all(sessionId).map(({ state, shots }) => [state, shots]));
      const of = (state: string) => by.get(state) ?? 0;
      return {
        waiting: of('waiting'),
        done: of('done'),
        failed: of('gone') + of('failed'),
        named: failures.all(sessionId, NAMED).map(({ path, ...failure }) => ({
          ...failure,
          name: path.slice(path.lastIndexOf('/') + 1),
        })),
      };
    },
  };
}

export function toSource({ raw, ...row }: SourceRow): ShotSource {
  return { ...row, isRaw: raw === 1 };
}

export type RedevelopLedger = ReturnType<typeof redevelopLedger>;
