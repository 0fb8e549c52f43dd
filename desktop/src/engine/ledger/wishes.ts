import type { PhotoWish } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { ShotWish } from '../../bridge/after-publishing.ts';
import type { HistoryLedger } from './history.ts';
import type { LedgerDatabase } from './open.ts';
import type { LedgerContext } from './shot-rows.ts';
import { mergeWishes, tagsAfter } from './merge-wishes.ts';

/** A wish that the relay has to be told, with all it takes to do it. */
export interface WishJob {
  shotId: string;
  photoId: string;
  revision: number;
  attempts: number;
  wish: PhotoWish;
}

interface SaidRow {
  featured: number;
  caption: string;
  tags: string;
  retracted: number;
  pending: string | null;
  version: number;
}

interface JobRow {
  shotId: string;
  photoId: string;
  revision: number;
  attempts: number;
  version: number;
  pending: string;
}

const Tags = z.array(z.string());
const NOTHING: SaidRow = {
  featured: 0,
  caption: '',
  tags: '[]',
  retracted: 0,
  pending: null,
  version: 0,
};

/**
 * The wishes part of the ledger: what people want of shots that guests have seen, and what of it
 * the relay has still to be told. There is one row for each shot, so that only the last word counts;
 * its version tells the relay which of two wishes is newer.
 */
export function wishesLedger(
  db: LedgerDatabase,
  { sessionId, now }: LedgerContext,
  history: Pick<HistoryLedger, 'by'>,
) {
  const find = db.prepare<[string], SaidRow>(
    'SELECT featured, caption, tags, retracted, pending, version FROM wishes WHERE shot_id = ?',
  );
  const begun = db.prepare<[string], Pick<SaidRow, 'caption' | 'tags'>>(
    'SELECT first_caption AS caption, first_tags AS tags FROM shots WHERE id = ?',
  );
  const put = db.prepare(
    `INSERT INTO wishes (shot_id, featured, caption, tags, retracted, pending, version)
     VALUES (@shotId, @featured, @caption, @tags, @retracted, @pending, @version)
     ON CONFLICT DO UPDATE SET featured = @featured, caption = @caption, tags = @tags,
       retracted = @retracted, pending = @pending, version = @version,
       attempts = 0, next_attempt_at = 0, refused = 0`,
  );
  const isPicture = db.prepare<[string, string], { id: string }>(
    'SELECT id FROM shots WHERE session_id = ? AND id = ? AND revision > 0',
  );
  // What no guest has seen is not taken back but rejected.
  const retract = db.prepare(
    `UPDATE shots SET state = 'retracted', reason = NULL, can_retry = 0
     WHERE session_id = ? AND id = ? AND state IN ('live', 'queued', 'failed') AND EXISTS
       (SELECT 1 FROM revisions r WHERE r.shot_id = shots.id AND r.published_at IS NOT NULL)`,
  );
  // A version that came while it was away goes out before it is restored.
  const restore = db.prepare(
    `UPDATE shots SET reason = NULL, can_retry = 0, state = IIF(EXISTS
       (SELECT 1 FROM revisions r WHERE r.shot_id = shots.id AND r.revision = shots.revision
          AND r.published_at IS NOT NULL), 'live', 'queued')
     WHERE session_id = ? AND id = ? AND state = 'retracted'`,
  );
  const addJobs = db.prepare(
    `INSERT INTO outbox (shot_id, revision, lane)
     SELECT s.id, s.revision, l.value FROM shots s, json_each('["first", "full"]') l
     WHERE s.id = ? AND s.state = 'queued'
     ON CONFLICT DO UPDATE SET refused = 0, attempts = 0, next_attempt_at = 0`,
  );
  // To take away is always the next thing to do. Everything else waits until the photo is at the
  // relay; a restored one until it is there in its newest version, refused or not.
  const due = db.prepare<{ sessionId: string; now: number; limit: number }, JobRow>(
    `SELECT w.shot_id AS shotId, s.photo_id AS photoId, s.revision, w.attempts, w.version, w.pending
     FROM wishes w JOIN shots s ON s.id = w.shot_id
     WHERE s.session_id = @sessionId AND w.pending IS NOT NULL AND w.refused = 0
       AND w.next_attempt_at <= @now
       AND (w.pending ->> '$.retracted' = 1 OR (
         EXISTS (SELECT 1 FROM revisions r WHERE r.shot_id = s.id AND r.published_at IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.shot_id = s.id AND o.lane = 'first')))
     ORDER BY w.pending ->> '$.retracted' = 1 DESC, w.version LIMIT @limit`,
  );
  const nextDue = db.prepare<[string, number], { at: number | null }>(
    `SELECT MIN(w.next_attempt_at) AS at FROM wishes w JOIN shots s ON s.id = w.shot_id
     WHERE s.session_id = ? AND w.pending IS NOT NULL AND w.refused = 0 AND w.next_attempt_at > ?`,
  );
  const pendingOnes = db.prepare<[string], { found: number }>(
    `SELECT EXISTS (SELECT 1 FROM wishes w JOIN shots s ON s.id = w.shot_id
     WHERE s.session_id = ? AND w.pending IS NOT NULL AND w.refused = 0) AS found`,
  );
  const settle = db.prepare(
    'UPDATE wishes SET pending = NULL, attempts = 0 WHERE shot_id = ? AND version = ?',
  );
  const postpone = db.prepare(
    `UPDATE wishes SET attempts = attempts + 1, next_attempt_at = ?
     WHERE shot_id = ? AND version = ?`,
  );
  const refuse = db.prepare('UPDATE wishes SET refused = 1 WHERE shot_id = ? AND version = ?');
  const remark = db.prepare('UPDATE shots SET reason = ?, can_retry = 1 WHERE id = ?');
  const moveBack = db.prepare('UPDATE shots SET state = ? WHERE id = ? AND state IN (?, ?)');
  const reopen = db.prepare(
    'UPDATE wishes SET refused = 0, attempts = 0, next_attempt_at = 0 WHERE shot_id = ? AND refused = 1',
  );
  const clearRemark = db.prepare('UPDATE shots SET reason = NULL, can_retry = 0 WHERE id = ?');
  const allDue = db.prepare('UPDATE wishes SET next_attempt_at = 0 WHERE next_attempt_at > 0');

  /** Moves the shot where the wish wants it; false where it cannot be done to it. */
  function move(shotId: string, retracted: boolean | undefined): boolean {
    if (retracted === undefined) return true;
    const moved = (retracted ? retract : restore).run(sessionId, shotId).changes > 0;
    if (moved && !retracted) addJobs.run(shotId);
    return moved;
  }

  function note(shotId: string, wish: ShotWish): void {
    const before = find.get(shotId) ?? { ...NOTHING, ...begun.get(shotId) };
    const { featured, caption, retracted } = wish;
    const told = before.pending === null ? {} : ShotWish.parse(JSON.parse(before.pending));
    put.run({
      shotId,
      featured: featured === undefined ? before.featured : Number(featured),
      caption: caption ?? before.caption,
      tags: JSON.stringify(tagsAfter(Tags.parse(JSON.parse(before.tags)), wish)),
      retracted: retracted === undefined ? before.retracted : Number(retracted),
      pending: JSON.stringify(mergeWishes(told, wish)),
      // Of time and not a count: it grows beyond what an earlier ledger has said of the photo.
      version: Math.max(now(), before.version + 1),
    });
  }

  return {
    /** Notes a wish; returns the shots that it concerns. */
    made: db.transaction((shotIds: readonly string[], wish: ShotWish): string[] =>
      shotIds.filter((shotId) => {
        if (!isPicture.get(sessionId, shotId)) return false;
        const isMoved = history.by('person', () => move(shotId, wish.retracted));
        const { retracted: _retracted, ...rest } = wish;
        const left = isMoved ? wish : rest;
        if (Object.keys(left).length === 0) return false;
        note(shotId, left);
        return true;
      }),
    ),

    /**
     * A shot that may be at the relay without our knowing is not to be seen: it is taken back there,
     * which does nothing where it never arrived. Part of a transaction of others.
     */
    unseen: (shotId: string): void => note(shotId, { retracted: true }),

    /** The shot goes out after all: undoes what `unseen` did. Part of a transaction of others. */
    seenAgain(shotId: string): void {
      if (find.get(shotId)?.retracted === 1) note(shotId, { retracted: false });
    },

    /** Wishes that may be carried out at `now`: what takes away first, then the oldest first. */
    due: (at: number, limit: number): WishJob[] =>
      due.all({ sessionId, now: at, limit }).map(({ version, pending, ...job }) => ({
        ...job,
        wish: { ...ShotWish.parse(JSON.parse(pending)), version },
      })),

    /** When postponed wishes may next be tried (epoch milliseconds); null: none is postponed. */
    nextDueAfter: (at: number): number | null => nextDue.get(sessionId, at)?.at ?? null,

    /** Whether the relay has still to be told anything. */
    arePending: (): boolean => pendingOnes.get(sessionId)?.found === 1,

    /** The relay has carried it out; one that was made meanwhile stays. */
    granted({ shotId, wish }: WishJob): void {
      settle.run(shotId, wish.version);
    },

    /** Try again not before `at`. */
    postponed({ shotId, wish }: WishJob, at: number): void {
      postpone.run(Math.round(at), shotId, wish.version);
    },

    /** The relay will never do it: the shot is shown as guests see it, and a person is told. */
    refused: db.transaction(({ shotId, wish }: WishJob, reason: string): void => {
      if (refuse.run(shotId, wish.version).changes === 0) return;
      if (wish.retracted === true) moveBack.run('live', shotId, 'retracted', 'retracted');
      if (wish.retracted === false) moveBack.run('retracted', shotId, 'live', 'queued');
      remark.run(reason, shotId);
    }),

    /** Puts refused wishes back; says whether there were any. */
    reopened: db.transaction((shotId: string): boolean => {
      if (reopen.run(shotId).changes === 0) return false;
      clearRemark.run(shotId);
      const { pending } = find.get(shotId) ?? NOTHING;
      move(shotId, pending === null ? undefined : ShotWish.parse(JSON.parse(pending)).retracted);
      return true;
    }),

    /** The relay is back: nothing has to wait for its turn any more. */
    allDue(): void {
      allDue.run();
    },
  };
}

export type WishesLedger = ReturnType<typeof wishesLedger>;
