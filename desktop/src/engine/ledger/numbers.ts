import type { LedgerDatabase } from './open.ts';
import type { LedgerContext } from './shot-rows.ts';

/** A file name that was seen, and what is known of the camera behind it. */
export interface NumberedFile {
  path: string;
  hotFolderId: string | null;
  camera: string | null;
  serial: string | null;
  capturedAt: number | null;
  seenAt: number;
}

/** The part of the ledger that camera numbers are read from, and what people said of them. */
export function numbersLedger(db: LedgerDatabase, { sessionId }: LedgerContext) {
  const files = db.prepare<[string], NumberedFile>(
    `SELECT e.detail AS path, s.hot_folder_id AS hotFolderId, r.camera, r.serial,
       r.captured_at AS capturedAt, e.at AS seenAt
     FROM events e LEFT JOIN shots s ON s.id = e.shot_id
       LEFT JOIN revisions r ON r.shot_id = s.id AND r.revision = s.revision
     WHERE e.session_id = ? AND e.kind IN ('seen', 'joined')`,
  );
  const newest = db.prepare<[], { id: number | null }>('SELECT MAX(id) AS id FROM events');
  const settled = db.prepare<[string], { series: string; number: number }>(
    'SELECT series, number FROM settled_numbers WHERE session_id = ?',
  );
  const add = db.prepare(
    `INSERT INTO settled_numbers (session_id, series, number) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const remove = db.prepare(
    'DELETE FROM settled_numbers WHERE session_id = ? AND series = ? AND number = ?',
  );

  return {
    /** Every file name that was seen in the session, also of files that are gone. */
    files: (): NumberedFile[] => files.all(sessionId),

    /** Another number whenever anything happened to any file. */
    version: (): number => newest.get()?.id ?? 0,

    /** Numbers that are not missing, by series. */
    settled(): Map<string, Set<number>> {
      const rows = Map.groupBy(settled.all(sessionId), ({ series }) => series);
      return new Map(
        [...rows].map(([series, group]) => [series, new Set(group.map(({ number }) => number))]),
      );
    },

    /** A person says that numbers of a series are not missing, or takes it back. */
    settle: db.transaction((series: string, numbers: readonly number[], isSettled: boolean) => {
      const change = isSettled ? add : remove;
      for (const number of numbers) change.run(sessionId, series, number);
    }),
  };
}

export type NumbersLedger = ReturnType<typeof numbersLedger>;
