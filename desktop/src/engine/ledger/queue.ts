import type { LedgerDatabase } from './open.ts';

/** Selects the shots to queue from `s`; what is published at a destination is not queued there. */
const jobsOf = (lanes: string, isPublished: boolean, which: string): string => `
  INSERT INTO outbox (shot_id, revision, lane, destination, attempts)
  SELECT s.id, s.revision, l.value, d.id, ${isPublished ? 1 : 0}
  FROM shots s JOIN destinations d ON d.session_id = s.session_id, json_each('${lanes}') l
  WHERE ${which} AND ${isPublished ? '' : 'NOT'} EXISTS (SELECT 1 FROM publications p
    WHERE p.shot_id = s.id AND p.revision = s.revision AND p.destination = d.id
      AND p.published_at IS NOT NULL)
  ON CONFLICT DO UPDATE SET refused = 0, attempts = excluded.attempts, next_attempt_at = 0`;

/** Puts shots into the outbox of every destination where their present version is not yet. */
export function outboxQueue(db: LedgerDatabase) {
  const one = db.prepare(jobsOf('["first", "full"]', false, 's.id = ?'));
  const ready = `s.session_id = ? AND d.id = ? AND s.revision > 0 AND (s.state IN ('queued', 'live')
    OR (s.state = 'failed' AND EXISTS (SELECT 1 FROM outbox o WHERE o.shot_id = s.id)))`;
  const all = db.prepare(jobsOf('["first", "full"]', false, ready));
  // Whether the large rendition has followed was forgotten when the destination was removed. One
  // attempt before has the relay asked what it is missing.
  const allFull = db.prepare(jobsOf('["full"]', true, ready));
  return {
    /** One shot, for wherever it is missing; what was refused is tried again. */
    shot(shotId: string): void {
      one.run(shotId);
    },
    /** Everything that is out, or about to go out, for a destination of the session. */
    everything(sessionId: string, destination: string): void {
      all.run(sessionId, destination);
      allFull.run(sessionId, destination);
    },
  };
}

export type OutboxQueue = ReturnType<typeof outboxQueue>;
