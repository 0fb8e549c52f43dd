import type { LedgerDatabase } from './open.ts';
import { SOURCE, toSource, type ShotSource, type SourceRow } from './redevelop.ts';
import type { LedgerContext } from './shot-rows.ts';

/** A migration of the schema. */
export const ORIGINALS = `
  -- Originals that a destination has, or will not get for the reason.
  CREATE TABLE originals (
    shot_id TEXT NOT NULL REFERENCES shots (id),
    revision INTEGER NOT NULL,
    destination TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (shot_id, revision, destination)
  ) STRICT, WITHOUT ROWID;
`;

/** A photo whose original a destination does not have yet. */
export interface MissingOriginal {
  /** As the destination's relay calls it. */
  photoId: string;
  source: ShotSource;
}

/** Shots whose newest version is out at the destination. */
const OUT = `JOIN publications p ON p.shot_id = s.id AND p.revision = s.revision
    AND p.destination = @destination AND p.published_at IS NOT NULL`;
const DEALT_WITH = `SELECT 1 FROM originals o
  WHERE o.shot_id = s.id AND o.revision = s.revision AND o.destination = @destination`;

/** The ledger of originals, which follow once everything else is out. */
export function originalsLedger(db: LedgerDatabase, { sessionId }: LedgerContext) {
  const next = db.prepare<
    { sessionId: string; destination: string },
    SourceRow & { photoId: string }
  >(
    `${SOURCE.replace('FROM shots s', ', COALESCE(i.photo_id, s.id) AS photoId FROM shots s')}
     ${OUT} LEFT JOIN photo_ids i ON i.shot_id = s.id AND i.destination = @destination
     WHERE s.session_id = @sessionId AND s.state = 'live' AND NOT EXISTS (${DEALT_WITH})
     ORDER BY s.id LIMIT 1`,
  );
  const end = db.prepare(
    `INSERT INTO originals (shot_id, revision, destination, reason) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET reason = excluded.reason`,
  );
  const out = db.prepare<{ sessionId: string; destination: string }, { shots: number }>(
    `SELECT COUNT(*) AS shots FROM shots s ${OUT}
     WHERE s.session_id = @sessionId AND s.state = 'live'`,
  );
  const ended = db.prepare<
    { sessionId: string; destination: string },
    { brought: number; failed: number }
  >(
    `SELECT COUNT(*) FILTER (WHERE o.reason IS NULL) AS brought,
       COUNT(*) FILTER (WHERE o.reason IS NOT NULL) AS failed
     FROM shots s JOIN originals o ON o.shot_id = s.id AND o.revision = s.revision
       AND o.destination = @destination
     WHERE s.session_id = @sessionId AND s.state = 'live'`,
  );

  return {
    /** The oldest photo whose original is still to go to this destination. */
    next(destination: string): MissingOriginal | undefined {
      const row = next.get({ sessionId, destination });
      if (row === undefined) return undefined;
      const { photoId, ...source } = row;
      return { photoId, source: toSource(source) };
    },

    /** The destination has it (null), or will not get it for this reason. */
    ended({ shotId, revision }: ShotSource, destination: string, reason: string | null): void {
      end.run(shotId, revision, destination, reason);
    },

    /** Of the photos that are out at the destination. */
    progress(destination: string): { waiting: number; brought: number; failed: number } {
      const { brought, failed } = ended.get({ sessionId, destination }) ?? {
        brought: 0,
        failed: 0,
      };
      const all = out.get({ sessionId, destination })?.shots ?? 0;
      return { waiting: all - brought - failed, brought, failed };
    },
  };
}

export type OriginalsLedger = ReturnType<typeof originalsLedger>;
