import type { RenditionName } from '@picture-live/shared/protocol';
import type { LedgerDatabase } from './open.ts';
import type { Lane, OutboxJob, StoredRendition } from './records.ts';
import type { LedgerContext } from './shot-rows.ts';

type JobRow = Omit<OutboxJob, 'renditions'>;

const JOBS = `
  SELECT o.shot_id AS shotId, s.photo_id AS photoId, o.revision, o.lane, o.attempts,
    r.source_hash AS sourceHash, r.width, r.height, r.captured_at AS capturedAt, r.thumbhash,
    r.file_complete_at AS fileCompleteAt, r.rendered_at AS renderedAt, r.stored_at AS storedAt
  FROM outbox o
  JOIN shots s ON s.id = o.shot_id
  JOIN revisions r ON r.shot_id = o.shot_id AND r.revision = o.revision
  WHERE s.session_id = ? AND o.refused = 0`;

/** The outbox part of the ledger: what the relay still has to get. */
export function outboxLedger(db: LedgerDatabase, { sessionId }: LedgerContext) {
  // The newest shot first: guests look at what is happening now. `full` waits until the photo it
  // completes is published.
  const due = db.prepare<[string, Lane, number, number], JobRow>(
    `${JOBS} AND o.lane = ? AND o.next_attempt_at <= ?
       AND (o.lane = 'first' OR r.published_at IS NOT NULL)
     ORDER BY o.shot_id DESC LIMIT ?`,
  );
  const nextDue = db.prepare<[string, number], { at: number | null }>(
    `SELECT MIN(o.next_attempt_at) AS at FROM outbox o JOIN shots s ON s.id = o.shot_id
     WHERE s.session_id = ? AND o.refused = 0 AND o.next_attempt_at > ?`,
  );
  const renditions = db.prepare<[string, number], StoredRendition>(
    'SELECT name, hash, bytes, width, height FROM renditions WHERE shot_id = ? AND revision = ?',
  );
  const remove = db.prepare('DELETE FROM outbox WHERE shot_id = ? AND revision = ? AND lane = ?');
  const setPublished = db.prepare(
    `UPDATE revisions SET stored_at = @storedAt, published_at = @publishedAt
     WHERE shot_id = @shotId AND revision = @revision AND published_at IS NULL`,
  );
  // Only the revision the shot is at decides: a newer one may be waiting in the outbox already.
  const setLive = db.prepare(
    `UPDATE shots SET state = 'live', photo_id = ?, reason = NULL, can_retry = 0
     WHERE id = ? AND revision = ?`,
  );
  const setPainted = db.prepare(
    `UPDATE revisions SET painted_at = ? WHERE revision = ? AND painted_at IS NULL AND shot_id IN
       (SELECT id FROM shots WHERE session_id = ? AND photo_id = ?)`,
  );
  const shotOfPhoto = db.prepare<[string, string], { id: string }>(
    'SELECT id FROM shots WHERE session_id = ? AND photo_id = ?',
  );
  const postpone = db.prepare(
    `UPDATE outbox SET attempts = attempts + 1, next_attempt_at = ?
     WHERE shot_id = ? AND revision = ? AND lane = ?`,
  );
  const refuse = db.prepare(
    'UPDATE outbox SET refused = 1 WHERE shot_id = ? AND revision = ? AND lane = ?',
  );
  // A photo whose `full` is refused is still live; it gets a remark.
  const fail = db.prepare(
    `UPDATE shots SET state = IIF(state = 'live', 'live', 'failed'), reason = ?, can_retry = 1
     WHERE id = ? AND revision = ?`,
  );
  const reopen = db.prepare(
    'UPDATE outbox SET refused = 0, attempts = 0, next_attempt_at = 0 WHERE shot_id = ?',
  );
  const setQueued = db.prepare(
    `UPDATE shots SET state = IIF(state = 'live', 'live', 'queued'), reason = NULL, can_retry = 0
     WHERE id = ?`,
  );
  const allDue = db.prepare('UPDATE outbox SET next_attempt_at = 0 WHERE next_attempt_at > 0');

  return {
    /** Work of a lane that may be tried at `now`, the newest shot first. */
    due(lane: Lane, now: number, limit: number): OutboxJob[] {
      return due.all(sessionId, lane, now, limit).map((row) => ({
        ...row,
        renditions: byName(renditions.all(row.shotId, row.revision)),
      }));
    },

    /** When postponed work may next be tried (epoch milliseconds); null: none is postponed. */
    nextDueAfter: (now: number): number | null => nextDue.get(sessionId, now)?.at ?? null,

    /** The relay has published the job's revision (as `photoId`, where it knew the content). */
    published: db.transaction(
      (job: OutboxJob, at: { storedAt: number; publishedAt: number }, photoId: string): void => {
        const { shotId, revision } = job;
        remove.run(shotId, revision, 'first');
        setPublished.run({ shotId, revision, ...at });
        setLive.run(photoId, shotId, revision);
      },
    ),

    /** `full` has followed. */
    completed(job: OutboxJob): void {
      remove.run(job.shotId, job.revision, 'full');
    },

    /** Try again not before `at`. */
    postponed(job: OutboxJob, at: number): void {
      postpone.run(Math.round(at), job.shotId, job.revision, job.lane);
    },

    /** The relay will never take it as it is: it waits for a person. */
    refused: db.transaction((job: OutboxJob, reason: string): void => {
      refuse.run(job.shotId, job.revision, job.lane);
      fail.run(reason, job.shotId, job.revision);
    }),

    /** Puts refused work back; says whether there was any. */
    reopened: db.transaction((shotId: string): boolean => {
      if (reopen.run(shotId).changes === 0) return false;
      setQueued.run(shotId);
      return true;
    }),

    /** The relay is back: nothing has to wait for its turn any more. */
    allDue(): void {
      allDue.run();
    },

    /** The shot behind a photo; undefined for one that is not ours. */
    shotOf: (photoId: string): string | undefined => shotOfPhoto.get(sessionId, photoId)?.id,

    /** First seen on a guest's screen; returns the shot, undefined for a photo that is not ours. */
    painted: db.transaction((photoId: string, revision: number, at: number): string | undefined => {
      setPainted.run(at, revision, sessionId, photoId);
      return shotOfPhoto.get(sessionId, photoId)?.id;
    }),
  };
}

function byName(rows: readonly StoredRendition[]): Record<RenditionName, StoredRendition> {
  const named = Object.fromEntries(rows.map((row) => [row.name, row]));
  const { thumb, grid, full } = named;
  if (!thumb || !grid || !full)
    throw new Error('The ledger has a revision without its renditions.');
  return { thumb, grid, full };
}

export type OutboxLedger = ReturnType<typeof outboxLedger>;
