import type { LedgerDatabase } from './open.ts';
import type { OutboxQueue } from './queue.ts';
import type { LedgerContext } from './shot-rows.ts';
import type { WishesLedger } from './wishes.ts';

const OF_SESSION = 'shot_id IN (SELECT id FROM shots WHERE session_id = ?)';

/**
 * The destinations of a session: the main one, which is called as the session, and at most one
 * other. All work for them is in the ledger, so that neither a crash nor another session's turn
 * makes one of them miss anything.
 */
export function destinationsLedger(
  db: LedgerDatabase,
  { sessionId, now }: LedgerContext,
  queue: Pick<OutboxQueue, 'everything'>,
  wishes: Pick<WishesLedger, 'tellAll'>,
) {
  const all = db.prepare<{ sessionId: string }, { id: string }>(
    'SELECT id FROM destinations WHERE session_id = @sessionId ORDER BY id <> @sessionId',
  );
  const add = db.prepare('INSERT INTO destinations (session_id, id, since) VALUES (?, ?, ?)');
  const drop = db.prepare('DELETE FROM destinations WHERE session_id = ? AND id = ?');
  // A remark about what this destination refused means nothing any more.
  const clearRemarks = db.prepare(
    `UPDATE shots SET reason = NULL, can_retry = 0
     WHERE session_id = @sessionId AND state <> 'failed' AND id IN (
       SELECT shot_id FROM outbox WHERE destination = @id AND refused = 1
       UNION SELECT shot_id FROM wish_outbox WHERE destination = @id AND refused = 1
       EXCEPT SELECT shot_id FROM outbox WHERE destination <> @id AND refused = 1
       EXCEPT SELECT shot_id FROM wish_outbox WHERE destination <> @id AND refused = 1)`,
  );
  const dropJobs = db.prepare(`DELETE FROM outbox WHERE destination = ? AND ${OF_SESSION}`);
  const dropWishes = db.prepare(`DELETE FROM wish_outbox WHERE destination = ? AND ${OF_SESSION}`);
  // What was written for an evening must not come out at another one.
  const dropAnnouncements = db.prepare(
    'DELETE FROM announcements WHERE session_id = ? AND destination = ?',
  );
  // What was only there is on its way again.
  const requeue = db.prepare(
    `UPDATE shots SET state = 'queued' WHERE session_id = ? AND state = 'live'
     AND EXISTS (SELECT 1 FROM outbox o WHERE o.shot_id = shots.id AND o.lane = 'first')
     AND NOT EXISTS (SELECT 1 FROM publications p JOIN destinations d
       ON d.session_id = shots.session_id AND d.id = p.destination
       WHERE p.shot_id = shots.id AND p.revision = shots.revision AND p.published_at IS NOT NULL)`,
  );
  // What the other one has refused already does not go out by itself any more.
  const giveUp = db.prepare(
    `UPDATE shots SET state = 'failed' WHERE session_id = ? AND state = 'queued'
     AND EXISTS (SELECT 1 FROM outbox o
       WHERE o.shot_id = shots.id AND o.lane = 'first' AND o.refused = 1)
     AND NOT EXISTS (SELECT 1 FROM outbox o
       WHERE o.shot_id = shots.id AND o.lane = 'first' AND o.refused = 0)`,
  );

  const ids = (): string[] => all.all({ sessionId }).map(({ id }) => id);

  function remove(id: string): void {
    clearRemarks.run({ sessionId, id });
    dropJobs.run(id, sessionId);
    dropWishes.run(id, sessionId);
    dropAnnouncements.run(sessionId, id);
    drop.run(sessionId, id);
    requeue.run(sessionId);
    giveUp.run(sessionId);
  }

  return {
    /** The main one first. */
    ids,

    /**
     * The second destination from now on; null: none. A new one gets everything that is out and
     * about to go out; of one that is given up, what it still waited for is forgotten.
     */
    setSecond: db.transaction((second: string | null): void => {
      const before = ids();
      for (const id of before) if (id !== sessionId && id !== second) remove(id);
      if (second === null || before.includes(second)) return;
      add.run(sessionId, second, now());
      queue.everything(second);
      wishes.tellAll(second);
    }),
  };
}

export type DestinationsLedger = ReturnType<typeof destinationsLedger>;

/** Every session has a main destination; part of opening the ledger. */
export function addMainDestination(db: LedgerDatabase, sessionId: string): void {
  db.prepare(
    `INSERT INTO destinations (session_id, id, since) VALUES (@sessionId, @sessionId, 0)
     ON CONFLICT DO NOTHING`,
  ).run({ sessionId });
}
