import { ShotWish } from '../../bridge/after-publishing.ts';
import type { PhotoWish } from '@picture-live/shared/protocol';
import type { HistoryLedger } from './history.ts';
import type { LedgerDatabase } from './open.ts';
import type { LedgerContext } from './shot-rows.ts';

/** A wish that a relay has to be told, with all it takes to do it. */
export interface WishJob {
  shotId: string;
  photoId: string;
  revision: number;
  attempts: number;
  wish: PhotoWish;
}

interface JobRow {
  shotId: string;
  photoId: string;
  revision: number;
  attempts: number;
  version: number;
  pending: string;
}

/** What people wish of shots and a destination has still to be told. */
export function wishOutboxLedger(
  db: LedgerDatabase,
  { sessionId }: LedgerContext,
  history: Pick<HistoryLedger, 'granted'>,
  destination: string,
) {
  // To take away is always the next thing to do. Everything else waits until the photo is at the
  // relay; a restored one until it is there in its newest version, refused or not.
  const due = db.prepare<
    { sessionId: string; destination: string; now: number; limit: number },
    JobRow
  >(
    `SELECT w.shot_id AS shotId, COALESCE(i.photo_id, s.id) AS photoId, s.revision, w.attempts,
       w.version, w.pending
     FROM wish_outbox w CROSS JOIN shots s ON s.id = w.shot_id
     LEFT JOIN photo_ids i ON i.shot_id = w.shot_id AND i.destination = w.destination
     WHERE s.session_id = @sessionId AND w.destination = @destination AND w.refused = 0
       AND w.next_attempt_at <= @now
       AND (w.pending ->> '$.retracted' = 1 OR (
         EXISTS (SELECT 1 FROM publications p WHERE p.shot_id = s.id
           AND p.destination = w.destination AND p.published_at IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.shot_id = s.id
           AND o.destination = w.destination AND o.lane = 'first')))
     ORDER BY w.pending ->> '$.retracted' = 1 DESC, w.version LIMIT @limit`,
  );
  const nextDue = db.prepare<[string, string, number], { at: number | null }>(
    `SELECT MIN(w.next_attempt_at) AS at FROM wish_outbox w CROSS JOIN shots s ON s.id = w.shot_id
     WHERE s.session_id = ? AND w.destination = ? AND w.refused = 0 AND w.next_attempt_at > ?`,
  );
  const count = db.prepare<[string, string], { shots: number }>(
    `SELECT COUNT(*) AS shots FROM wish_outbox w CROSS JOIN shots s ON s.id = w.shot_id
     WHERE s.session_id = ? AND w.destination = ? AND w.refused = 0`,
  );
  const settle = db.prepare(
    'DELETE FROM wish_outbox WHERE shot_id = ? AND destination = ? AND version = ?',
  );
  const postpone = db.prepare(
    `UPDATE wish_outbox SET attempts = attempts + 1, next_attempt_at = ?
     WHERE shot_id = ? AND destination = ? AND version = ?`,
  );
  const refuse = db.prepare(
    'UPDATE wish_outbox SET refused = 1 WHERE shot_id = ? AND destination = ? AND version = ?',
  );
  const remark = db.prepare('UPDATE shots SET reason = ?, can_retry = 1 WHERE id = ?');
  const showAgain = db.prepare(
    `UPDATE shots SET state = 'live' WHERE id = ? AND state = 'retracted'`,
  );
  // One that is back elsewhere is not away.
  const takeAwayAgain = db.prepare(
    `UPDATE shots SET state = 'retracted' WHERE id = ? AND state IN ('live', 'queued')
     AND NOT EXISTS (SELECT 1 FROM destinations d WHERE d.session_id = shots.session_id
       AND NOT EXISTS (SELECT 1 FROM wish_outbox w
         WHERE w.shot_id = shots.id AND w.destination = d.id AND w.refused = 1))`,
  );
  const allDue = db.prepare(
    'UPDATE wish_outbox SET next_attempt_at = 0 WHERE destination = ? AND next_attempt_at > 0',
  );

  return {
    /** Wishes that may be carried out at `now`: what takes away first, then the oldest first. */
    due: (at: number, limit: number): WishJob[] =>
      due.all({ sessionId, destination, now: at, limit }).map(({ version, pending, ...job }) => ({
        ...job,
        wish: { ...ShotWish.parse(JSON.parse(pending)), version },
      })),

    /** When postponed wishes may next be tried (epoch milliseconds); null: none is postponed. */
    nextDueAfter: (at: number): number | null =>
      nextDue.get(sessionId, destination, at)?.at ?? null,

    /** Shots of which the relay has still to be told something. */
    count: (): number => count.get(sessionId, destination)?.shots ?? 0,

    /** The relay has carried it out; one that was made meanwhile stays. */
    granted: db.transaction(({ shotId, wish }: WishJob): void => {
      const { changes } = settle.run(shotId, destination, wish.version);
      if (changes > 0) history.granted(shotId, destination);
    }),

    /** Try again not before `at`. */
    postponed({ shotId, wish }: WishJob, at: number): void {
      postpone.run(Math.round(at), shotId, destination, wish.version);
    },

    /** The relay will never do it: the shot is shown as guests see it, and a person is told. */
    refused: db.transaction(({ shotId, wish }: WishJob, reason: string): void => {
      if (refuse.run(shotId, destination, wish.version).changes === 0) return;
      if (wish.retracted === true) showAgain.run(shotId);
      if (wish.retracted === false) takeAwayAgain.run(shotId);
      remark.run(reason, shotId);
    }),

    /** The relay is back: nothing has to wait for its turn any more. */
    allDue(): void {
      allDue.run(destination);
    },
  };
}

export type WishOutboxLedger = ReturnType<typeof wishOutboxLedger>;
