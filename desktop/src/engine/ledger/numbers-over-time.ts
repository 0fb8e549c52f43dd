import type { LedgerDatabase } from './open.ts';
import { FIRST_PAINTED, IS_FIRST, PUBLICATIONS } from './publications.ts';
import type { LedgerContext } from './shot-rows.ts';

/** A version that went live: when, and how long after its last byte (or the gate) it was where. */
export interface Publication {
  /** Epoch milliseconds. */
  at: number;
  revision: number;
  publishedMs: number;
  /** Null: on no guest's screen (yet). */
  paintedMs: number | null;
}

/** More than a day of shooting without a pause. */
const MOST_ROWS = 20_000;

/** The part of the ledger that says how the session went. */
export function overTimeLedger(db: LedgerDatabase, { sessionId }: LedgerContext) {
  const publications = db.prepare<[string, number, number], Publication>(
    `SELECT p.published_at AS at, p.revision,
       p.published_at - COALESCE(r.released_at, r.file_complete_at) AS publishedMs,
       ${FIRST_PAINTED} - COALESCE(r.released_at, r.file_complete_at) AS paintedMs
     FROM ${PUBLICATIONS}
     WHERE s.session_id = ? AND p.published_at >= ? AND ${IS_FIRST}
     ORDER BY p.published_at DESC LIMIT ?`,
  );
  return {
    /** What went live from a moment on, the newest first. */
    publishedSince: (from: number): Publication[] => publications.all(sessionId, from, MOST_ROWS),
  };
}

export type OverTimeLedger = ReturnType<typeof overTimeLedger>;
