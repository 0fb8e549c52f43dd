import type { LedgerDatabase } from './open.ts';

/** The spool part of the ledger: which blobs on disk are still needed, and which may go first. */
export function spoolLedger(db: LedgerDatabase) {
  const all = db.prepare<[], { hash: string }>(
    'SELECT DISTINCT hash FROM renditions WHERE dropped = 0',
  );
  // A rendition may be dropped once its revision is through the outbox, which what waits at the gate
  // has not been in yet: it is nowhere else. Replaced ones go first,
  // then `full` before `grid`, the oldest first; thumbs stay, for the filmstrip.
  const disposable = db.prepare<[], { hash: string; bytes: number }>(
    `SELECT n.hash, n.bytes
     FROM renditions n JOIN shots s ON s.id = n.shot_id
     WHERE n.dropped = 0 AND (n.name <> 'thumb' OR n.revision < s.revision)
     GROUP BY n.hash
     HAVING SUM(EXISTS (SELECT 1 FROM outbox o
       WHERE o.shot_id = n.shot_id AND o.revision = n.revision)) = 0
       AND SUM(n.revision = s.revision AND s.state IN ('held', 'rejected')) = 0
     ORDER BY MAX(n.revision = s.revision), MAX(n.name = 'grid'), MAX(n.shot_id)`,
  );
  const drop = db.prepare('UPDATE renditions SET dropped = 1 WHERE hash = ?');

  return {
    /** Every blob the ledger speaks of; a file that is not among them was left by a crash. */
    hashes: (): Set<string> => new Set(all.all().map((row) => row.hash)),
    /** Blobs that nothing waits for, in the order in which to drop them. */
    disposable: (): { hash: string; bytes: number }[] => disposable.all(),
    dropped(hash: string): void {
      drop.run(hash);
    },
  };
}
