import { HistoryEvent, type FoundFile } from '../../bridge/ledger-calls.ts';
import { HISTORY_TRIGGERS } from './history-triggers.ts';
import type { LedgerDatabase } from './open.ts';
import type { OutboxJob } from './records.ts';
import type { LedgerContext } from './shot-rows.ts';

/** Whose doing a change is. */
export type Actor = NonNullable<HistoryEvent['who']>;

const MOST_FOUND = 50;

/** The ledger's history: what happened to each shot, and when. Only ever added to. */
export function historyLedger(db: LedgerDatabase, { sessionId, now }: LedgerContext) {
  let actor: Actor | null = null;
  db.function('now_ms', () => now());
  db.function('acting', () => actor);
  db.exec(HISTORY_TRIGGERS);

  const again = db.prepare(
    `UPDATE events SET times = times + 1, until = @at
     WHERE id = (SELECT MAX(id) FROM events WHERE shot_id = @shotId
         AND (destination IS NULL OR destination = @destination))
       AND kind = 'attempt' AND revision = @revision AND detail = @reason AND destination = @destination`,
  );
  const add = db.prepare(
    `INSERT INTO events (session_id, shot_id, at, kind, revision, detail, destination)
     VALUES (@sessionId, @shotId, @at, @kind, @revision, @reason, @destination)`,
  );
  const ofShot = db.prepare<[string, string], HistoryEvent>(
    `SELECT at, kind, state, revision, detail, who, times, until, destination FROM events
     WHERE session_id = ? AND shot_id = ? ORDER BY id`,
  );
  const byName = db.prepare<[string, string, number], Omit<FoundFile, 'name'>>(
    `SELECT e.shot_id AS shotId, e.detail AS path, e.at AS seenAt, s.state
     FROM events e LEFT JOIN shots s ON s.id = e.shot_id
     WHERE e.session_id = ? AND e.kind IN ('seen', 'joined') AND e.detail LIKE ? ESCAPE '\\'
     ORDER BY e.id DESC LIMIT ?`,
  );

  return {
    /** Does work of which the history says whose doing it is. */
    by<T>(who: Actor, work: () => T): T {
      const before = actor;
      actor = who;
      try {
        return work();
      } finally {
        actor = before;
      }
    },

    /** A delivery failed and is tried again; the same reason several times in a row is one entry. */
    attempted({ shotId, revision }: OutboxJob, reason: string, destination: string): void {
      const attempt = { shotId, revision, reason, destination, at: now() };
      if (again.run(attempt).changes > 0) return;
      add.run({ ...attempt, sessionId, kind: 'attempt' });
    },

    /** The large rendition is stored. */
    completed({ shotId, revision }: OutboxJob, destination: string): void {
      const kind = 'completed';
      add.run({ sessionId, shotId, revision, at: now(), kind, reason: null, destination });
    },

    /** A relay has done everything that people wanted of the shot. */
    granted(shotId: string, destination: string): void {
      const kind = 'granted';
      add.run({
        sessionId,
        shotId,
        revision: null,
        at: now(),
        kind,
        reason: null,
        destination,
      });
    },

    /** Everything that happened to a shot, the oldest first. */
    of: (shotId: string): HistoryEvent[] =>
      ofShot.all(sessionId, shotId).map((row) => HistoryEvent.parse(row)),

    /** Files of which a part of the path is `text`, also those that are gone; the newest first. */
    find(text: string): { files: FoundFile[]; more: boolean } {
      const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
      const rows = byName.all(sessionId, pattern, MOST_FOUND + 1);
      return {
        files: rows.slice(0, MOST_FOUND).map((row) => ({ ...row, name: nameOf(row.path) })),
        more: rows.length > MOST_FOUND,
      };
    },
  };
}

export type HistoryLedger = ReturnType<typeof historyLedger>;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
