import { PictureLiveError } from '@picture-live/shared/errors';
import type { LedgerDatabase } from './open.ts';
import type { LedgerContext } from './shot-rows.ts';

/** The migration that brings them. */
export const ANNOUNCEMENTS = `
  -- What was written for all guests, for each destination that has still to get it.
  CREATE TABLE announcements (
    -- Of the message at the relays.
    id TEXT NOT NULL,
    destination TEXT NOT NULL,
    session_id TEXT NOT NULL,
    text TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    -- 'arrived' while it waits for another destination; 'withdrawn': nobody is to read it any more.
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'arrived', 'withdrawn')),
    -- Calls that have begun: from the first on it may be there without our knowing.
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    -- Why the relay will never take it.
    reason TEXT,
    PRIMARY KEY (id, destination)
  ) STRICT, WITHOUT ROWID;
`;

/** An announcement that waits, as people see it. */
export interface Announcement {
  id: string;
  text: string;
  /** Epoch milliseconds. */
  writtenAt: number;
  /** Why a relay will never take it; null: it goes out by itself. */
  reason: string | null;
}

/** What a relay has still to be told of one. */
export interface AnnouncementJob {
  id: string;
  text: string;
  attempts: number;
  nextAttemptAt: number;
  /** It is to be taken away there: it may have arrived. */
  withdrawn: boolean;
}

const MOST_WAITING = 50;

/** Rows of destinations that are still wanted. */
const WANTED = `
  FROM announcements a JOIN destinations d ON d.session_id = a.session_id AND d.id = a.destination
  WHERE a.session_id = ?`;

/**
 * The announcements part of the ledger: what was written for all guests and is not known to be at
 * the relays. A row goes when nothing is left to do for it.
 */
export function announcementsLedger(db: LedgerDatabase, { sessionId, newId, now }: LedgerContext) {
  const all = db.prepare<[string], Announcement>(
    `SELECT a.id, a.text, a.written_at AS writtenAt, MAX(a.reason) AS reason ${WANTED}
       AND a.state = 'waiting' GROUP BY a.id ORDER BY a.id`,
  );
  const count = db.prepare<[string], { waiting: number }>(
    `SELECT COUNT(*) AS waiting ${WANTED} AND a.state <> 'arrived' AND a.reason IS NULL`,
  );
  const insert = db.prepare(
    `INSERT INTO announcements (id, destination, session_id, text, written_at)
     SELECT @id, d.id, d.session_id, @text, @writtenAt FROM destinations d
     WHERE d.session_id = @sessionId`,
  );
  const rows = db.prepare<
    [string, string],
    { destination: string; text: string; state: string; attempts: number; reason: string | null }
  >(
    `SELECT destination, text, state, attempts, reason FROM announcements
     WHERE session_id = ? AND id = ? AND state <> 'withdrawn'`,
  );
  const withdraw = db.prepare(
    `UPDATE announcements SET state = 'withdrawn', next_attempt_at = 0, reason = NULL
     WHERE id = ? AND destination = ?`,
  );
  const drop = db.prepare('DELETE FROM announcements WHERE id = ? AND destination = ?');

  return {
    /** @throws PictureLiveError `rate_limited` where too many wait already. */
    write(text: string): Announcement {
      if (all.all(sessionId).length >= MOST_WAITING) {
        const full = `${MOST_WAITING} announcements are waiting already. Take one back first.`;
        throw new PictureLiveError('rate_limited', full);
      }
      const written = { id: newId(), text, writtenAt: now() };
      insert.run({ ...written, sessionId });
      return { ...written, reason: null };
    },

    /** Those that wait or were refused, in the order in which they were written. */
    list: (): Announcement[] => all.all(sessionId),

    /** How much relays have still to be told of by itself. */
    pending: (): number => count.get(sessionId)?.waiting ?? 0,

    /** Takes one back, wherever it is by now; returns its text, or null where none of it waits. */
    takenBack: db.transaction((id: string): string | null => {
      const found = rows.all(sessionId, id);
      const [first] = found;
      if (!first || found.every(({ state }) => state === 'arrived')) return null;
      for (const { destination, state, attempts, reason } of found) {
        const neverArrived = state === 'waiting' && (attempts === 0 || reason !== null);
        (neverArrived ? drop : withdraw).run(id, destination);
      }
      return first.text;
    }),

    to: (destination: string) => announcementsTo(db, destination),
  };
}

export type AnnouncementsLedger = ReturnType<typeof announcementsLedger>;

/** What one destination has still to be told. */
function announcementsTo(db: LedgerDatabase, destination: string) {
  const first = db.prepare<
    [string],
    Omit<AnnouncementJob, 'withdrawn'> & { state: 'waiting' | 'withdrawn' }
  >(
    `SELECT id, text, attempts, next_attempt_at AS nextAttemptAt, state FROM announcements
     WHERE destination = ? AND state <> 'arrived' AND reason IS NULL ORDER BY id LIMIT 1`,
  );
  const begin = db.prepare(
    'UPDATE announcements SET attempts = attempts + 1 WHERE id = ? AND destination = ?',
  );
  const arrive = db.prepare(
    `UPDATE announcements SET state = 'arrived'
     WHERE id = ? AND destination = ? AND state = 'waiting'`,
  );
  const clear = db.prepare(
    `DELETE FROM announcements WHERE id = @id AND state = 'arrived' AND NOT EXISTS
       (SELECT 1 FROM announcements o WHERE o.id = @id AND o.state <> 'arrived')`,
  );
  const drop = db.prepare('DELETE FROM announcements WHERE id = ? AND destination = ?');
  const postpone = db.prepare(
    'UPDATE announcements SET next_attempt_at = ? WHERE id = ? AND destination = ?',
  );
  const refuse = db.prepare(
    `UPDATE announcements SET reason = ?
     WHERE id = ? AND destination = ? AND state = 'waiting'`,
  );
  const allDue = db.prepare('UPDATE announcements SET next_attempt_at = 0 WHERE destination = ?');

  return {
    /** The next to be told of, due or not: they arrive in the order in which they were written. */
    next(): AnnouncementJob | undefined {
      const row = first.get(destination);
      if (!row) return undefined;
      const { state, ...job } = row;
      return { ...job, withdrawn: state === 'withdrawn' };
    },

    /** A call is about to leave. */
    begun(id: string): void {
      begin.run(id, destination);
    },

    /** It is at the relay; one that was withdrawn meanwhile has to be taken away there. */
    arrived: db.transaction((id: string): void => {
      arrive.run(id, destination);
      clear.run({ id });
    }),

    /** It is not to be seen at the relay, and is not. */
    gone(id: string): void {
      drop.run(id, destination);
    },

    postponed(id: string, at: number): void {
      postpone.run(Math.round(at), id, destination);
    },

    refused(id: string, reason: string): void {
      refuse.run(reason, id, destination);
    },

    /** The relay is back: nothing has to wait for its turn any more. */
    allDue(): void {
      allDue.run(destination);
    },
  };
}

export type AnnouncementOutbox = ReturnType<typeof announcementsTo>;
