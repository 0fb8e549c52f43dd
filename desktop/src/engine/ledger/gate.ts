import type { HistoryLedger } from './history.ts';
import type { LedgerDatabase } from './open.ts';
import type { OutboxQueue } from './queue.ts';
import type { LedgerContext } from './shot-rows.ts';
import type { WishesLedger } from './wishes.ts';

type Decided = 'publish' | 'hold' | 'reject';

/** The gate's part of the ledger: what is held back, until when, and what people decide. */
export function gateLedger(
  db: LedgerDatabase,
  { sessionId, now }: LedgerContext,
  history: Pick<HistoryLedger, 'by'>,
  wishes: Pick<WishesLedger, 'unseen' | 'seenAgain'>,
  queue: Pick<OutboxQueue, 'shot'>,
) {
  const next = db.prepare<[string], { at: number | null }>(
    `SELECT MIN(release_at) AS at FROM shots WHERE session_id = ? AND state = 'held'`,
  );
  const due = db.prepare<[string, number], { id: string }>(
    `SELECT id FROM shots WHERE session_id = ? AND state = 'held' AND release_at <= ?`,
  );
  // What a guest has seen is not held or rejected but retracted.
  const unseen = `session_id = ? AND id = ? AND revision > 0 AND NOT EXISTS
    (SELECT 1 FROM publications p WHERE p.shot_id = shots.id AND p.published_at IS NOT NULL)`;
  const move = db.prepare(
    `UPDATE shots SET state = ?, release_at = ?, reason = NULL, can_retry = 0
     WHERE ${unseen} AND state IN ('held', 'rejected', 'queued', 'failed')
       AND (state <> ? OR release_at IS NOT ?)`,
  );
  const dropJobs = db.prepare('DELETE FROM outbox WHERE shot_id = ?');
  const setReleased = db.prepare(
    `UPDATE revisions SET released_at = ? WHERE shot_id = ? AND NOT EXISTS
       (SELECT 1 FROM publications p WHERE p.shot_id = revisions.shot_id
          AND p.revision = revisions.revision AND p.published_at IS NOT NULL)`,
  );
  const setRating = db.prepare(
    'UPDATE shots SET rating = ? WHERE session_id = ? AND id = ? AND rating IS NOT ?',
  );
  const stateOf = db.prepare<[string, string], { state: string }>(
    'SELECT state FROM shots WHERE session_id = ? AND id = ?',
  );

  const STATES = { publish: 'queued', hold: 'held', reject: 'rejected' } as const;

  function decide(decision: Decided, shotId: string, until: number | null = null): boolean {
    const state = STATES[decision];
    const releaseAt = decision === 'hold' ? until : null;
    const moved = move.run(state, releaseAt, sessionId, shotId, state, releaseAt);
    if (moved.changes === 0) return false;
    if (decision === 'publish') {
      setReleased.run(now(), shotId);
      queue.shot(shotId);
      wishes.seenAgain(shotId);
    } else if (dropJobs.run(shotId).changes > 0) {
      // It may have been on its way at this very moment.
      wishes.unseen(shotId);
    }
    return true;
  }

  return {
    /** When the next delay ends, in epoch milliseconds; null where nothing waits for a time. */
    nextReleaseAt: (): number | null => next.get(sessionId)?.at ?? null,

    /** Puts every shot into the outbox whose delay has ended; returns them. */
    releaseDue: db.transaction((at: number): string[] =>
      due
        .all(sessionId, at)
        .map(({ id }) => id)
        .filter((id) => history.by('delay', () => decide('publish', id))),
    ),

    /** Returns the shots that it changed: not those that guests have seen, nor what is no picture. */
    decided: db.transaction(
      (decision: Decided, shotIds: readonly string[], until: number | null): string[] =>
        shotIds.filter((id) => history.by('person', () => decide(decision, id, until))),
    ),

    /**
     * Stars for shots, by a person or out of a file; with `passes` those that are held go out.
     * Returns the shots that it changed.
     */
    rated: db.transaction(
      (shotIds: readonly string[], rating: number, passes: boolean, by: 'person' | 'file') =>
        shotIds.filter((id) => {
          const set = () => setRating.run(rating, sessionId, id, rating).changes > 0;
          const isNew = by === 'person' ? history.by('person', set) : set();
          const isHeld = stateOf.get(sessionId, id)?.state === 'held';
          const isOut = passes && isHeld && history.by('stars', () => decide('publish', id));
          return isNew || isOut;
        }),
    ),
  };
}

export type GateLedger = ReturnType<typeof gateLedger>;
