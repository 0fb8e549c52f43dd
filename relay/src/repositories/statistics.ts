import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { PhotoViewsRow, SessionNumbersRow } from '../db/statistics-tables.ts';

/** How long numbers are kept by the minute, and what they are put together to afterwards. */
export const MINUTE_MS = 60_000;
/** The offset of every time zone is a multiple of this: an hour there is whole quarters here. */
export const QUARTER_MS = 15 * MINUTE_MS;

type Counted = Omit<SessionNumbersRow, 'session_id' | 'span' | 'at'>;

/** What is added to a stretch of time; what is left out stays. */
export type NewNumbers = Pick<SessionNumbersRow, 'session_id' | 'at'> & Partial<Counted>;

/** In one statement; SQLite takes 32,766 values in all. */
const ROWS_AT_ONCE = 500;

const NOTHING: Counted = {
  visits: 0,
  photo_views: 0,
  downloads: 0,
  archives: 0,
  viewer_ms: 0,
  viewer_peak: 0,
};

/**
 * Adds to the numbers of minutes. The peaks of several instances in one minute add up as well:
 * each counts its own pages.
 *
 * @param rows of different minutes or sessions.
 */
export async function addNumbers(db: Db, rows: readonly NewNumbers[]): Promise<void> {
  await addTo(db, MINUTE_MS, rows);
}

async function addTo(db: Db, span: number, given: readonly NewNumbers[]): Promise<void> {
  // In the same order everywhere: two instances would wait for each other's rows otherwise.
  const rows = given.toSorted((a, b) => compare(a.session_id, b.session_id) || a.at - b.at);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE).map((row) => ({ ...NOTHING, ...row, span }));
    await db
      .insertInto('session_numbers')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['session_id', 'span', 'at']).doUpdateSet((eb) => ({
          visits: eb('session_numbers.visits', '+', eb.ref('excluded.visits')),
          photo_views: eb('session_numbers.photo_views', '+', eb.ref('excluded.photo_views')),
          downloads: eb('session_numbers.downloads', '+', eb.ref('excluded.downloads')),
          archives: eb('session_numbers.archives', '+', eb.ref('excluded.archives')),
          viewer_ms: eb('session_numbers.viewer_ms', '+', eb.ref('excluded.viewer_ms')),
          viewer_peak: eb('session_numbers.viewer_peak', '+', eb.ref('excluded.viewer_peak')),
        })),
      )
      .execute();
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Adds views of photos; those of photos that are not in the session are nobody's. */
export async function addPhotoViews(
  db: Db,
  sessionId: string,
  views: ReadonlyMap<string, number>,
): Promise<void> {
  const ids = [...views.keys()].toSorted();
  for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
    const known = await db
      .selectFrom('photos')
      .select('id')
      .where('id', 'in', ids.slice(from, from + ROWS_AT_ONCE))
      .where('session_id', '=', sessionId)
      .orderBy('id')
      .execute();
    const rows = known.map(({ id }): PhotoViewsRow => {
      return { session_id: sessionId, photo_id: id, views: views.get(id) ?? 0 };
    });
    if (rows.length > 0) await upsertViews(db, rows);
  }
}

async function upsertViews(db: Db, rows: PhotoViewsRow[]): Promise<void> {
  await db
    .insertInto('photo_views')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['session_id', 'photo_id']).doUpdateSet((eb) => ({
        views: eb('photo_views.views', '+', eb.ref('excluded.views')),
      })),
    )
    .execute();
}

/** Times in epoch milliseconds, the end not included. */
export interface Stretch {
  from: number;
  to: number;
}

export async function listNumbers(
  db: Db,
  sessionId: string,
  { from, to }: Stretch,
): Promise<SessionNumbersRow[]> {
  return db
    .selectFrom('session_numbers')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('at', '>=', from)
    .where('at', '<', to)
    .execute();
}

/** The sessions that have numbers by the minute from before `before`. */
export async function listSessionsWithMinutes(
  db: Db,
  before: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('session_numbers')
    .select('session_id')
    .distinct()
    .where('span', '=', MINUTE_MS)
    .where('at', '<', before)
    .limit(limit)
    .execute();
  return rows.map((row) => row.session_id);
}

/**
 * Puts the minutes of a session from before `before` together to quarters of an hour. Of two who
 * do so at once each has the minutes that it took away: nothing is counted twice.
 */
export async function putTogether(db: Db, sessionId: string, before: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const minutes = await trx
      .deleteFrom('session_numbers')
      .where('session_id', '=', sessionId)
      .where('span', '=', MINUTE_MS)
      .where('at', '<', before)
      .returningAll()
      .execute();
    const quarters = Map.groupBy(minutes, ({ at }) => at - (at % QUARTER_MS));
    await addTo(
      trx,
      QUARTER_MS,
      [...quarters].map(([at, rows]) => ({ session_id: sessionId, at, ...sumOf(rows) })),
    );
  });
}

/** Of stretches that follow each other: the peak is the highest of theirs. */
export function sumOf(rows: readonly SessionNumbersRow[]): Counted {
  const sum = { ...NOTHING };
  for (const row of rows) {
    sum.visits += row.visits;
    sum.photo_views += row.photo_views;
    sum.downloads += row.downloads;
    sum.archives += row.archives;
    sum.viewer_ms += row.viewer_ms;
    sum.viewer_peak = Math.max(sum.viewer_peak, row.viewer_peak);
  }
  return sum;
}

/** How many there were in a stretch of `unit` milliseconds that begins at `at`. */
export interface Count {
  at: number;
  count: number;
}

/** What has a time of its own and needs not be counted when it happens. */
export type Deed = 'likes' | 'messages' | 'photos';

/**
 * A part of a session's feed. What is asked of all its photos is asked part by part: one question
 * about a hundred thousand of them would keep SQLite, and with it the relay, for a second.
 */
export interface SeqWindow {
  /** Places of the feed: after the one, up to the other. */
  after: number;
  upTo: number;
}

/** Likes that were not taken back, messages as sent, photos by when they were first published. */
export async function countDeeds(
  db: Db,
  deed: Deed,
  sessionId: string,
  { from, to }: Stretch,
  { unit, window }: { unit: number; window: SeqWindow },
): Promise<Count[]> {
  // Written into the statement: a bound number may be a floating one, which divides another way.
  const bucket = (time: string) => sql<number>`${sql.ref(time)} / ${sql.lit(unit)}`.as('bucket');
  const rows = await deedsOf(db, deed, sessionId, window)
    .select([bucket('deed.at'), (eb) => eb.fn.countAll().as('count')])
    .where('deed.at', '>=', from)
    .where('deed.at', '<', to)
    .groupBy('bucket')
    .execute();
  return rows.map(({ bucket: at, count }) => ({ at: at * unit, count: Number(count) }));
}

function deedsOf(db: Db, deed: Deed, sessionId: string, window: SeqWindow) {
  const { after, upTo } = window;
  if (deed === 'likes') {
    const likes = photosWithin(db, sessionId, window)
      .innerJoin('photo_likes', 'photo_likes.photo_id', 'photos.id')
      .select('photo_likes.created_at as at');
    return db.selectFrom(likes.as('deed'));
  }
  if (deed === 'messages') {
    const messages = db
      .selectFrom('messages')
      .select('created_at as at')
      .where('session_id', '=', sessionId)
      .where('seq', '>', after)
      .where('seq', '<=', upTo);
    return db.selectFrom(messages.as('deed'));
  }
  const photos = photosWithin(db, sessionId, window)
    .select('event.at as at')
    .where((eb) => eb.or([eb('hidden', 'is', null), eb('hidden', '=', 'hidden')]));
  return db.selectFrom(photos.as('deed'));
}

/** Photos by the event that first told of them, taken back or not: the feed is in this order. */
function photosWithin(db: Db, sessionId: string, { after, upTo }: SeqWindow) {
  return db
    .selectFrom('feed_events as event')
    .innerJoin('photos', (join) =>
      join.onRef('photos.id', '=', 'event.photo_id').onRef('photos.seq', '=', 'event.seq'),
    )
    .where('event.session_id', '=', sessionId)
    .where('event.seq', '>', after)
    .where('event.seq', '<=', upTo)
    .where('photos.session_id', '=', sessionId);
}

/** When a revision went live and was first seen by a guest; `timeline` as in the photo's row. */
export interface SeenPhotoRow {
  id: string;
  published_at: number;
  first_painted_at: number | null;
  timeline: string;
}

export async function listSeenPhotos(
  db: Db,
  sessionId: string,
  { from, to }: Stretch,
  window: SeqWindow,
): Promise<SeenPhotoRow[]> {
  return photosWithin(db, sessionId, window)
    .select(['photos.id', 'photos.published_at', 'photos.first_painted_at', 'photos.timeline'])
    .where('photos.first_painted_at', 'is not', null)
    .where('photos.published_at', '>=', from)
    .where('photos.published_at', '<', to)
    .execute();
}
