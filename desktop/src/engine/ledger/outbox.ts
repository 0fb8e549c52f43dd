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
  SELECT o.shot_id AS shotId, COALESCE(i.photo_id, s.id) AS photoId, o.revision, o.lane, o.attempts,
    r.source_hash AS sourceHash, r.width, r.height, r.captured_at AS capturedAt, r.thumbhash,
    r.file_complete_at AS fileCompleteAt, r.rendered_at AS renderedAt, p.stored_at AS storedAt,
    COALESCE(t.pending ->> '$.retracted' = 0, 0) AS restores, s.photographer,
    COALESCE(w.caption, s.first_caption) AS caption, COALESCE(w.tags, s.first_tags) AS tags
  FROM outbox o
  JOIN shots s ON s.id = o.shot_id
  JOIN revisions r ON r.shot_id = o.shot_id AND r.revision = o.revision
  LEFT JOIN wishes w ON w.shot_id = o.shot_id
  LEFT JOIN wish_outbox t ON t.shot_id = o.shot_id AND t.destination = o.destination
  LEFT JOIN publications p
    ON p.shot_id = o.shot_id AND p.revision = o.revision AND p.destination = o.destination
  LEFT JOIN photo_ids i ON i.shot_id = o.shot_id AND i.destination = o.destination
  WHERE s.session_id = ? AND o.destination = ? AND o.refused = 0 AND s.state <> 'retracted'`;

/** Something else of the same version that a relay has refused, which its remark is about. */
const REFUSED = `EXISTS (SELECT 1 FROM outbox o
  WHERE o.shot_id = shots.id AND o.revision = shots.revision AND o.refused = 1)`;

/** The outbox of one destination: what its relay still has to get. */
export function outboxLedger(
  db: LedgerDatabase,
  { sessionId }: LedgerContext,
  history: Pick<HistoryLedger, 'attempted' | 'completed'>,
  destination: string,
) {
  // The newest shot first, unless a person wants it otherwise: guests look at what is happening
  // now. `full` waits until the photo it
  // completes is published.
  const dueIn = (order: 'ASC' | 'DESC') =>
    db.prepare<[string, string, Lane, number, number], JobRow>(
      `${JOBS} AND o.lane = ? AND o.next_attempt_at <= ?
       AND (o.lane = 'first' OR (p.published_at IS NOT NULL AND t.pending ->> '$.retracted' IS NULL))
       AND t.pending ->> '$.retracted' IS NOT 1
     ORDER BY o.shot_id ${order} LIMIT ?`,
    );
  const due = { newest: dueIn('DESC'), oldest: dueIn('ASC') };
  const backlog = db.prepare<[string, string, number], { photos: number; bytes: number }>(
    `SELECT COUNT(DISTINCT IIF(o.lane = 'first', o.shot_id, NULL)) AS photos,
       COALESCE(SUM(n.bytes), 0) AS bytes
     FROM outbox o JOIN shots s ON s.id = o.shot_id
     JOIN renditions n ON n.shot_id = o.shot_id AND n.revision = o.revision
       AND (n.name = 'full') = (o.lane = 'full')
     WHERE s.session_id = ? AND o.destination = ? AND o.refused = 0 AND s.state <> 'retracted'
       AND (o.lane = 'first' OR ?)`,
  );
  const nextDue = db.prepare<[string, string, number], { at: number | null }>(
    `SELECT MIN(o.next_attempt_at) AS at FROM outbox o JOIN shots s ON s.id = o.shot_id
     WHERE s.session_id = ? AND o.destination = ? AND o.refused = 0 AND o.next_attempt_at > ?`,
  );
  const renditions = db.prepare<[string, number], StoredRendition>(
    'SELECT name, hash, bytes, width, height FROM renditions WHERE shot_id = ? AND revision = ?',
  );
  const one = 'shot_id = ? AND revision = ? AND lane = ? AND destination = ?';
  const remove = db.prepare(`DELETE FROM outbox WHERE ${one}`);
  const setPublished = db.prepare(
    `INSERT INTO publications (shot_id, revision, destination, stored_at, published_at)
     VALUES (@shotId, @revision, @destination, @storedAt, @publishedAt)
     ON CONFLICT DO UPDATE SET stored_at = @storedAt, published_at = @publishedAt
       WHERE published_at IS NULL`,
  );
  const setPhoto = db.prepare(
    `INSERT INTO photo_ids (shot_id, destination, photo_id)
     SELECT id, @destination, @photoId FROM shots WHERE id = @shotId AND revision = @revision
     ON CONFLICT DO UPDATE SET photo_id = @photoId`,
  );
  // Only the revision the shot is at decides: a newer one may be waiting in the outbox already. What
  // was taken back, held or rejected while it was on its way stays so.
  const setLive = db.prepare(
    `UPDATE shots SET state = 'live', reason = IIF(${REFUSED}, reason, NULL),
       can_retry = IIF(${REFUSED}, can_retry, 0)
     WHERE id = ? AND revision = ? AND state IN ('queued', 'live', 'failed')`,
  );
  const setPainted = db.prepare(
    `INSERT INTO publications (shot_id, revision, destination, painted_at)
     SELECT shot_id, revision, @destination, @at FROM revisions
     WHERE shot_id = @shotId AND revision = @revision
     ON CONFLICT DO UPDATE SET painted_at = @at WHERE painted_at IS NULL`,
  );
  const shotOfPhoto = db.prepare<
    Record<'sessionId' | 'destination' | 'photoId', string>,
    { id: string }
  >(
    `SELECT s.id FROM shots s LEFT JOIN photo_ids i ON i.shot_id = s.id AND i.destination = @destination
     WHERE s.id IN (@photoId, (SELECT shot_id FROM photo_ids
         WHERE destination = @destination AND photo_id = @photoId))
       AND s.session_id = @sessionId AND COALESCE(i.photo_id, s.id) = @photoId`,
  );
  const postpone = db.prepare(
    `UPDATE outbox SET attempts = attempts + 1, next_attempt_at = ? WHERE ${one}`,
  );
  const refuse = db.prepare(`UPDATE outbox SET refused = 1 WHERE ${one}`);
  // A photo whose `full` is refused is still live, and one that another relay is to get still on its
  // way; it gets a remark.
  const fail = db.prepare(
    `UPDATE shots SET state = IIF(state = 'queued' AND NOT EXISTS (SELECT 1 FROM outbox o
         WHERE o.shot_id = shots.id AND o.lane = 'first' AND o.refused = 0), 'failed', state),
       reason = ?, can_retry = 1
     WHERE id = ? AND revision = ?`,
  );
  // Photos that guests see elsewhere and have never seen here.
  const unseen = db.prepare<[string, string], { photos: number }>(
    `SELECT COUNT(*) AS photos FROM outbox o CROSS JOIN shots s ON s.id = o.shot_id
     WHERE s.session_id = ? AND o.destination = ? AND o.refused IN (0, 1) AND o.lane = 'first'
       AND s.state = 'live'
       AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.shot_id = o.shot_id
         AND p.destination = o.destination AND p.published_at IS NOT NULL)`,
  );
  const allDue = db.prepare(
    'UPDATE outbox SET next_attempt_at = 0 WHERE destination = ? AND next_attempt_at > 0',
  );

  const shotOf = (photoId: string): string | undefined =>
    shotOfPhoto.get({ sessionId, destination, photoId })?.id;

  return {
    /** Work of a lane that may be tried at `now`. */
    due(
      lane: Lane,
      now: number,
      limit: number,
      order: 'newest' | 'oldest' = 'newest',
    ): OutboxJob[] {
      return due[order].all(sessionId, destination, lane, now, limit).map((row) => ({
        ...row,
        restores: row.restores === 1,
        tags: Words.parse(JSON.parse(row.tags)),
        renditions: byName(renditions.all(row.shotId, row.revision)),
      }));
    },

    /** What still has to go out: photos nobody can see yet, and bytes; `full` where it is meant. */
    backlog: (withFull: boolean): { photos: number; bytes: number } =>
      backlog.get(sessionId, destination, withFull ? 1 : 0) ?? { photos: 0, bytes: 0 },

    /** When postponed work may next be tried (epoch milliseconds); null: none is postponed. */
    nextDueAfter: (now: number): number | null =>
      nextDue.get(sessionId, destination, now)?.at ?? null,

    /** The relay has published the job's revision (as `photoId`, where it knew the content). */
    published: db.transaction(
      (job: OutboxJob, at: { storedAt: number; publishedAt: number }, photoId: string): void => {
        const { shotId, revision } = job;
        remove.run(shotId, revision, 'first', destination);
        setPublished.run({ shotId, revision, destination, ...at });
        if (photoId !== job.photoId) setPhoto.run({ shotId, revision, destination, photoId });
        setLive.run(shotId, revision);
      },
    ),

    /** `full` has followed. */
    completed: db.transaction((job: OutboxJob): void => {
      const { changes } = remove.run(job.shotId, job.revision, 'full', destination);
      if (changes > 0) history.completed(job, destination);
    }),

    /** It failed for this reason; try again not before `at`. */
    postponed: db.transaction((job: OutboxJob, at: number, reason: string): void => {
      const { shotId, revision, lane } = job;
      const { changes } = postpone.run(Math.round(at), shotId, revision, lane, destination);
      if (changes > 0) history.attempted(job, reason, destination);
    }),

    /** The relay will never take it as it is: it waits for a person. */
    refused: db.transaction((job: OutboxJob, reason: string): void => {
      refuse.run(job.shotId, job.revision, job.lane, destination);
      fail.run(reason, job.shotId, job.revision);
    }),

    /** The relay is back: nothing has to wait for its turn any more. */
    allDue(): void {
      allDue.run(destination);
    },

    /** Live photos that no guest has seen here yet. */
    unseen: (): number => unseen.get(sessionId, destination)?.photos ?? 0,

    /** The shot behind a photo; undefined for one that is not ours. */
    shotOf,

    /** First seen on a guest's screen; returns the shot, undefined for a photo that is not ours. */
    painted: db.transaction((photoId: string, revision: number, at: number): string | undefined => {
      const shotId = shotOf(photoId);
      if (shotId !== undefined) setPainted.run({ shotId, revision, destination, at });
      return shotId;
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
