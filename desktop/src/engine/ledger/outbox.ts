import type { RenditionName } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { HistoryLedger } from './history.ts';
import type { LedgerDatabase } from './open.ts';
import type { Lane, OutboxJob, StoredRendition } from './records.ts';
import type { LedgerContext } from './shot-rows.ts';

const Words = z.array(z.string());

interface JobRow extends Omit<OutboxJob, 'renditions' | 'restores' | 'tags'> {
  restores: number;
  tags: string;
}

const JOBS = `
  SELECT o.shot_id AS shotId, s.photo_id AS photoId, o.revision, o.lane, o.attempts,
    r.source_hash AS sourceHash, r.width, r.height, r.captured_at AS capturedAt, r.thumbhash,
    r.file_complete_at AS fileCompleteAt, r.rendered_at AS renderedAt, r.stored_at AS storedAt,
    COALESCE(w.pending ->> '$.retracted' = 0, 0) AS restores, s.photographer,
    COALESCE(w.caption, s.first_caption) AS caption, COALESCE(w.tags, s.first_tags) AS tags
  FROM outbox o
  JOIN shots s ON s.id = o.shot_id
  JOIN revisions r ON r.shot_id = o.shot_id AND r.revision = o.revision
  LEFT JOIN wishes w ON w.shot_id = o.shot_id
  WHERE s.session_id = ? AND o.refused = 0 AND s.state <> 'retracted'`;

/** The outbox part of the ledger: what the relay still has to get. */
export function outboxLedger(
  db: LedgerDatabase,
  { sessionId }: LedgerContext,
  history: Pick<HistoryLedger, 'attempted' | 'completed'>,
) {
  // The newest shot first, unless a person wants it otherwise: guests look at what is happening
  // now. `full` waits until the photo it
  // completes is published.
  const dueIn = (order: 'ASC' | 'DESC') =>
    db.prepare<[string, Lane, number, number], JobRow>(
      `${JOBS} AND o.lane = ? AND o.next_attempt_at <= ?
       AND (o.lane = 'first' OR (r.published_at IS NOT NULL AND w.pending ->> '$.retracted' IS NULL))
       AND w.pending ->> '$.retracted' IS NOT 1
     ORDER BY o.shot_id ${order} LIMIT ?`,
    );
  const due = { newest: dueIn('DESC'), oldest: dueIn('ASC') };
  const backlog = db.prepare<[string, number], { photos: number; bytes: number }>(
    `SELECT COUNT(DISTINCT IIF(o.lane = 'first', o.shot_id, NULL)) AS photos,
       COALESCE(SUM(n.bytes), 0) AS bytes
     FROM outbox o JOIN shots s ON s.id = o.shot_id
     JOIN renditions n ON n.shot_id = o.shot_id AND n.revision = o.revision
       AND (n.name = 'full') = (o.lane = 'full')
     WHERE s.session_id = ? AND o.refused = 0 AND s.state <> 'retracted'
       AND (o.lane = 'first' OR ?)`,
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
  const setPhoto = db.prepare('UPDATE shots SET photo_id = ? WHERE id = ? AND revision = ?');
  // Only the revision the shot is at decides: a newer one may be waiting in the outbox already. What
  // was taken back, held or rejected while it was on its way stays so.
  const setLive = db.prepare(
    `UPDATE shots SET state = 'live', reason = NULL, can_retry = 0
     WHERE id = ? AND revision = ? AND state IN ('queued', 'live', 'failed')`,
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
    `UPDATE shots SET state = IIF(state = 'queued', 'failed', state), reason = ?, can_retry = 1
     WHERE id = ? AND revision = ?`,
  );
  const reopen = db.prepare(
    'UPDATE outbox SET refused = 0, attempts = 0, next_attempt_at = 0 WHERE shot_id = ?',
  );
  const setQueued = db.prepare(
    `UPDATE shots SET state = IIF(state = 'failed', 'queued', state), reason = NULL, can_retry = 0
     WHERE id = ?`,
  );
  const pending = db.prepare<[string], { photos: number }>(
    `SELECT COUNT(DISTINCT o.shot_id) AS photos FROM outbox o JOIN shots s ON s.id = o.shot_id
     WHERE s.session_id = ? AND o.refused = 0 AND s.state <> 'retracted'`,
  );
  const allDue = db.prepare('UPDATE outbox SET next_attempt_at = 0 WHERE next_attempt_at > 0');

  return {
    /** Work of a lane that may be tried at `now`. */
    due(
      lane: Lane,
      now: number,
      limit: number,
      order: 'newest' | 'oldest' = 'newest',
    ): OutboxJob[] {
      return due[order].all(sessionId, lane, now, limit).map((row) => ({
        ...row,
        restores: row.restores === 1,
        tags: Words.parse(JSON.parse(row.tags)),
        renditions: byName(renditions.all(row.shotId, row.revision)),
      }));
    },

    /** What still has to go out: photos nobody can see yet, and bytes; `full` where it is meant. */
    backlog: (withFull: boolean): { photos: number; bytes: number } =>
      backlog.get(sessionId, withFull ? 1 : 0) ?? { photos: 0, bytes: 0 },

    /** When postponed work may next be tried (epoch milliseconds); null: none is postponed. */
    nextDueAfter: (now: number): number | null => nextDue.get(sessionId, now)?.at ?? null,

    /** The relay has published the job's revision (as `photoId`, where it knew the content). */
    published: db.transaction(
      (job: OutboxJob, at: { storedAt: number; publishedAt: number }, photoId: string): void => {
        const { shotId, revision } = job;
        remove.run(shotId, revision, 'first');
        setPublished.run({ shotId, revision, ...at });
        setPhoto.run(photoId, shotId, revision);
        setLive.run(shotId, revision);
      },
    ),

    /** `full` has followed. */
    completed: db.transaction((job: OutboxJob): void => {
      const { changes } = remove.run(job.shotId, job.revision, 'full');
      if (changes > 0) history.completed(job);
    }),

    /** It failed for this reason; try again not before `at`. */
    postponed: db.transaction((job: OutboxJob, at: number, reason: string): void => {
      const { changes } = postpone.run(Math.round(at), job.shotId, job.revision, job.lane);
      if (changes > 0) history.attempted(job, reason);
    }),

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

    /** Photos of which something still has to go out by itself. */
    pending: (): number => pending.get(sessionId)?.photos ?? 0,

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
