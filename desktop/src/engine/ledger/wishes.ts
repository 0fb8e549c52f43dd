import * as z from 'zod/mini';
import { ShotWish } from '../../bridge/after-publishing.ts';
import type { HistoryLedger } from './history.ts';
import type { LedgerDatabase } from './open.ts';
import { mergeWishes, tagsAfter } from './merge-wishes.ts';
import type { OutboxQueue } from './queue.ts';
import type { LedgerContext } from './shot-rows.ts';

interface SaidRow {
  featured: number;
  caption: string;
  tags: string;
  retracted: number;
  version: number;
}

interface KnownRow extends SaidRow {
  shotId: string;
  /** 1: it has the photo, or had it. */
  known: number;
  /** 1: it was taken back at some time. */
  wasRetracted: number;
}

interface ToTell {
  destination: string;
  /** Null: it knows everything until now. */
  pending: string | null;
}

const Tags = z.array(z.string());
const NOTHING: SaidRow = {
  featured: 0,
  caption: '',
  tags: '[]',
  retracted: 0,
  version: 0,
};

/**
 * The wishes part of the ledger: what people want of shots that guests have seen. There is one row for
 * each shot, so that only the last word counts, and one for each destination that has still to be told
 * (wish-outbox.ts); the version tells a relay which of two wishes is newer.
 */
export function wishesLedger(
  db: LedgerDatabase,
  { sessionId, now }: LedgerContext,
  history: Pick<HistoryLedger, 'by'>,
  queue: Pick<OutboxQueue, 'shot'>,
) {
  const find = db.prepare<[string], SaidRow>(
    'SELECT featured, caption, tags, retracted, version FROM wishes WHERE shot_id = ?',
  );
  const begun = db.prepare<[string], Pick<SaidRow, 'caption' | 'tags'>>(
    'SELECT first_caption AS caption, first_tags AS tags FROM shots WHERE id = ?',
  );
  const put = db.prepare(
    `INSERT INTO wishes (shot_id, featured, caption, tags, retracted, version)
     VALUES (@shotId, @featured, @caption, @tags, @retracted, @version)
     ON CONFLICT DO UPDATE SET featured = @featured, caption = @caption, tags = @tags,
       retracted = @retracted, version = @version`,
  );
  const toTell = db.prepare<Record<'sessionId' | 'shotId', string>, ToTell>(
    `SELECT d.id AS destination, t.pending
     FROM destinations d LEFT JOIN wish_outbox t ON t.shot_id = @shotId AND t.destination = d.id
     WHERE d.session_id = @sessionId`,
  );
  const tell = db.prepare(
    `INSERT INTO wish_outbox (shot_id, destination, pending, version)
     VALUES (@shotId, @destination, @pending, @version)
     ON CONFLICT DO UPDATE SET pending = @pending, version = @version,
       attempts = 0, next_attempt_at = 0, refused = 0`,
  );
  const everything = db.prepare<Record<'sessionId' | 'destination', string>, KnownRow>(
    `SELECT w.shot_id AS shotId, w.featured, w.caption, w.tags, w.retracted, w.version,
       EXISTS (SELECT 1 FROM publications p WHERE p.shot_id = w.shot_id
         AND p.destination = @destination AND p.published_at IS NOT NULL) AS known,
       EXISTS (SELECT 1 FROM events e WHERE e.shot_id = w.shot_id
         AND e.kind = 'state' AND e.state = 'retracted') AS wasRetracted
     FROM wishes w JOIN shots s ON s.id = w.shot_id WHERE s.session_id = @sessionId`,
  );
  const isPicture = db.prepare<[string, string], { id: string }>(
    'SELECT id FROM shots WHERE session_id = ? AND id = ? AND revision > 0',
  );
  // What no guest has seen is not taken back but rejected.
  const retract = db.prepare(
    `UPDATE shots SET state = 'retracted', reason = NULL, can_retry = 0
     WHERE session_id = ? AND id = ? AND state IN ('live', 'queued', 'failed') AND EXISTS
       (SELECT 1 FROM publications p WHERE p.shot_id = shots.id AND p.published_at IS NOT NULL)`,
  );
  // A version that came while it was away goes out before it is restored.
  const restore = db.prepare(
    `UPDATE shots SET reason = NULL, can_retry = 0, state = IIF(EXISTS
       (SELECT 1 FROM publications p JOIN destinations d
          ON d.session_id = shots.session_id AND d.id = p.destination
        WHERE p.shot_id = shots.id AND p.revision = shots.revision
          AND p.published_at IS NOT NULL), 'live', 'queued')
     WHERE session_id = ? AND id = ? AND state = 'retracted'`,
  );
  const pending = db.prepare<[string], { shots: number }>(
    `SELECT COUNT(*) AS shots FROM wish_outbox t CROSS JOIN shots s ON s.id = t.shot_id
     WHERE s.session_id = ? AND t.refused = 0`,
  );
  const refusedOnes = db.prepare<[string], { pending: string }>(
    'SELECT pending FROM wish_outbox WHERE shot_id = ? AND refused = 1',
  );
  const reopen = db.prepare(
    'UPDATE wish_outbox SET refused = 0, attempts = 0, next_attempt_at = 0 WHERE shot_id = ? AND refused = 1',
  );
  const clearRemark = db.prepare('UPDATE shots SET reason = NULL, can_retry = 0 WHERE id = ?');

  /** Moves the shot where the wish wants it; false where it cannot be done to it. */
  function move(shotId: string, retracted: boolean | undefined): boolean {
    if (retracted === undefined) return true;
    const moved = (retracted ? retract : restore).run(sessionId, shotId).changes > 0;
    if (moved && !retracted) queue.shot(shotId);
    return moved;
  }

  function note(shotId: string, wish: ShotWish): void {
    const before = find.get(shotId) ?? { ...NOTHING, ...begun.get(shotId) };
    const { featured, caption, retracted } = wish;
    // Of time and not a count: it grows beyond what an earlier ledger has said of the photo.
    const version = Math.max(now(), before.version + 1);
    put.run({
      shotId,
      featured: featured === undefined ? before.featured : Number(featured),
      caption: caption ?? before.caption,
      tags: JSON.stringify(tagsAfter(Tags.parse(JSON.parse(before.tags)), wish)),
      retracted: retracted === undefined ? before.retracted : Number(retracted),
      version,
    });
    for (const { destination, ...kept } of toTell.all({ sessionId, shotId })) {
      const untold = kept.pending === null ? {} : ShotWish.parse(JSON.parse(kept.pending));
      tell.run({
        shotId,
        destination,
        pending: JSON.stringify(mergeWishes(untold, wish)),
        version,
      });
    }
  }

  /** What a relay has to be told that may know an older word, or nothing of the photo at all. */
  function wholeWish(row: KnownRow): ShotWish {
    const { featured, caption, tags, retracted, known, wasRetracted } = row;
    const tag = Tags.parse(JSON.parse(tags));
    return {
      ...((known === 1 || featured === 1) && { featured: featured === 1 }),
      ...(known === 1 && { caption }),
      ...(known === 1 && wasRetracted === 1 && { retracted: retracted === 1 }),
      ...(known === 1 && tag.length > 0 && { tag }),
    };
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

    /**
     * Has a destination told everything that was said until now. What its photos begin with, a new one
     * hears with their publication. Part of a transaction of others.
     */
    tellAll(destination: string): void {
      for (const row of everything.all({ sessionId, destination })) {
        const wish = wholeWish(row);
        const { shotId, version } = row;
        if (Object.keys(wish).length === 0) continue;
        tell.run({ shotId, destination, pending: JSON.stringify(wish), version });
      }
    },

    /** Whether any relay has still to be told anything. */
    arePending: (): boolean => (pending.get(sessionId)?.shots ?? 0) > 0,

    /** Puts refused wishes back; says whether there were any. */
    reopened: db.transaction((shotId: string): boolean => {
      const wishes = refusedOnes.all(shotId).map((row) => ShotWish.parse(JSON.parse(row.pending)));
      if (wishes.length === 0) return false;
      reopen.run(shotId);
      clearRemark.run(shotId);
      for (const { retracted } of wishes) move(shotId, retracted);
      return true;
    }),
  };
}

export type WishesLedger = ReturnType<typeof wishesLedger>;
