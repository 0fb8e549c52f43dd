import type { MissingPhotos } from '@picture-live/shared/protocol';
import type { LedgerDatabase } from './open.ts';
import type { OutboxQueue } from './queue.ts';
import type { LedgerContext } from './shot-rows.ts';
import type { WishesLedger } from './wishes.ts';

/** A migration of the schema. */
export const ERAS = `
  -- The era of its relay's data in which everything here was compared; null: none was heard yet.
  ALTER TABLE destinations ADD COLUMN era TEXT;
  -- 1: its relay was restored, as another session has noticed: it has to be asked.
  ALTER TABLE destinations ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
`;

/** A photo that a destination is believed to have. */
export interface PhotoOut {
  shotId: string;
  /** As the destination's relay calls it. */
  photoId: string;
  revision: number;
}

const ONE = 'shot_id = ? AND destination = ?';

/**
 * The ledger of what relays may have forgotten: one that was restored from a backup does not have
 * what came after it, and begins a new era by which that is noticed.
 */
export function erasLedger(
  db: LedgerDatabase,
  { sessionId }: LedgerContext,
  queue: Pick<OutboxQueue, 'shot'>,
  wishes: Pick<WishesLedger, 'tellAll'>,
) {
  const find = db.prepare<[string, string], { era: string | null }>(
    'SELECT era FROM destinations WHERE session_id = ? AND id = ?',
  );
  const set = db.prepare(
    'UPDATE destinations SET era = ?, doubtful = 0 WHERE session_id = ? AND id = ?',
  );
  const doubt = db.prepare('UPDATE destinations SET doubtful = 1 WHERE session_id = ?');
  const doubtful = db.prepare<[string], { id: string }>(
    'SELECT id FROM destinations WHERE session_id = ? AND doubtful = 1 LIMIT 1',
  );
  const out = db.prepare<
    Record<'sessionId' | 'destination' | 'after', string> & { limit: number },
    PhotoOut
  >(
    `SELECT s.id AS shotId, COALESCE(i.photo_id, s.id) AS photoId, s.revision
     FROM shots s JOIN publications p ON p.shot_id = s.id AND p.revision = s.revision
       AND p.destination = @destination AND p.published_at IS NOT NULL
     LEFT JOIN photo_ids i ON i.shot_id = s.id AND i.destination = @destination
     WHERE s.session_id = @sessionId AND s.id > @after ORDER BY s.id LIMIT @limit`,
  );
  const forget = ['publications', 'photo_ids', 'originals'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE ${ONE}`),
  );
  const forgetOriginal = db.prepare(`DELETE FROM originals WHERE ${ONE} AND reason IS NULL`);
  // What is still there elsewhere stays live.
  const setQueued = db.prepare(
    `UPDATE shots SET state = 'queued' WHERE id = ? AND state = 'live'
     AND NOT EXISTS (SELECT 1 FROM publications p
       JOIN destinations d ON d.session_id = shots.session_id AND d.id = p.destination
       WHERE p.shot_id = shots.id AND p.revision = shots.revision AND p.published_at IS NOT NULL)`,
  );
  const isOut = db.prepare<[string], { id: string }>(
    `SELECT id FROM shots WHERE id = ? AND state IN ('live', 'queued', 'failed')`,
  );
  // The backup may have the bytes all the same: one attempt before has the relay asked.
  const askFirst = db.prepare(`UPDATE outbox SET attempts = 1 WHERE ${ONE} AND attempts = 0`);
  const addFull = db.prepare(
    `INSERT INTO outbox (shot_id, revision, lane, destination, attempts)
     VALUES (@shotId, @revision, 'full', @destination, 1)
     ON CONFLICT DO UPDATE SET refused = 0, attempts = 1, next_attempt_at = 0`,
  );

  function bringAgain(shotId: string, destination: string): void {
    for (const statement of forget) statement.run(shotId, destination);
    // What was taken back stays so; restored one day, it goes out as what was never there.
    if (!isOut.get(shotId)) return;
    queue.shot(shotId);
    askFirst.run(shotId, destination);
    setQueued.run(shotId);
  }

  return {
    /** The era in which a destination's relay is believed to be; null: none was heard yet. */
    of: (destination: string): string | null => find.get(sessionId, destination)?.era ?? null,

    /** What a destination is believed to have in its newest version, by the ids of shots. */
    out: (destination: string, after: string, limit: number): PhotoOut[] =>
      out.all({ sessionId, destination, after, limit }),

    /** Puts back into the outbox what the relay has said it does not have; returns those shots. */
    bringAgain: db.transaction(
      (destination: string, asked: readonly PhotoOut[], answer: MissingPhotos): string[] => {
        const [missing, incomplete, bare] = [
          new Set(answer.missing),
          new Set(answer.incomplete),
          new Set(answer.withoutOriginal),
        ];
        for (const { shotId, photoId, revision } of asked) {
          if (missing.has(photoId)) bringAgain(shotId, destination);
          if (incomplete.has(photoId)) addFull.run({ shotId, revision, destination });
          if (bare.has(photoId)) forgetOriginal.run(shotId, destination);
        }
        return asked
          .filter(({ photoId }) => missing.has(photoId) || incomplete.has(photoId))
          .map(({ shotId }) => shotId);
      },
    ),

    /** The relay is as it is believed to be, or nothing was known of it. */
    entered(destination: string, era: string): void {
      set.run(era, sessionId, destination);
    },

    /** Everything was compared. What was said of photos since the backup is told again. */
    compared: db.transaction((destination: string, era: string): void => {
      wishes.tellAll(destination);
      set.run(era, sessionId, destination);
    }),

    /** Another session has noticed that the relay was restored. */
    doubt(): void {
      doubt.run(sessionId);
    },

    /** Whether a relay has still to be asked. */
    isDoubtful: (): boolean => doubtful.get(sessionId) !== undefined,
  };
}

export type ErasLedger = ReturnType<typeof erasLedger>;
