import type { LedgerDatabase } from './open.ts';
import type { LedgerContext } from './shot-rows.ts';

/** Selects the shots to queue from `s`; what is published at a destination is not queued there. */
const jobsOf = (lanes: string, isPublished: boolean, which: string): string => `
  INSERT INTO outbox (shot_id, revision, lane, destination, attempts)
  SELECT s.id, s.revision, l.value, d.id, ${isPublished ? 1 : 0}
  FROM shots s JOIN destinations d ON d.session_id = s.session_id, json_each('${lanes}') l
  WHERE ${which} AND ${isPublished ? '' : 'NOT'} EXISTS (SELECT 1 FROM publications p
    WHERE p.shot_id = s.id AND p.revision = s.revision AND p.destination = d.id
      AND p.published_at IS NOT NULL)
  ON CONFLICT DO UPDATE SET refused = 0, attempts = excluded.attempts, next_attempt_at = 0`;

/** The outboxes of all destinations together: what goes into them, and what is left. */
export function outboxQueue(db: LedgerDatabase, { sessionId }: LedgerContext) {
  const one = db.prepare(jobsOf('["first", "full"]', false, 's.id = ?'));
  const ready = `s.session_id = ? AND d.id = ? AND s.revision > 0 AND (s.state IN ('queued', 'live')
    OR (s.state = 'failed' AND EXISTS (SELECT 1 FROM outbox o WHERE o.shot_id = s.id)))`;
  const all = db.prepare(jobsOf('["first", "full"]', false, ready));
  // Whether the large rendition has followed was forgotten when the destination was removed. One
  // attempt before has the relay asked what it is missing.
  const allFull = db.prepare(jobsOf('["full"]', true, ready));
  const reopen = db.prepare(
    'UPDATE outbox SET refused = 0, attempts = 0, next_attempt_at = 0 WHERE shot_id = ?',
  );
  const setQueued = db.prepare(
    `UPDATE shots SET state = IIF(state = 'failed', 'queued', state), reason = NULL, can_retry = 0
     WHERE id = ?`,
  );
  const pending = db.prepare<[string], { photos: number }>(
    `SELECT COUNT(DISTINCT o.shot_id) AS photos FROM outbox o JOIN shots s ON s.id = o.shot_id
     WHERE s.session_id = ? AND o.refused = 0 AND s.state <> 'retracted'`,
  );

  return {
    /** One shot, for wherever it is missing; what was refused is tried again. */
    shot(shotId: string): void {
      one.run(shotId);
    },
    /** Everything that is out, or about to go out, for a destination of the session. */
    everything(destination: string): void {
      all.run(sessionId, destination);
      allFull.run(sessionId, destination);
    },

    /** Puts refused work back; says whether there was any. */
    reopened: db.transaction((shotId: string): boolean => {
      if (reopen.run(shotId).changes === 0) return false;
      setQueued.run(shotId);
      return true;
    }),

    /** Photos of which something still has to go out by itself, wherever. */
    pending: (): number => pending.get(sessionId)?.photos ?? 0,
  };
}

export type OutboxQueue = ReturnType<typeof outboxQueue>;
