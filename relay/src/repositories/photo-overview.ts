import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { conditionsOf } from './photos.ts';
import type { PhotoChoice } from './photos.ts';

const HOUR_MS = 3_600_000;
/** More than anybody chooses from. */
const MAX_NAMES = 100;

export interface Counted {
  name: string;
  count: number;
}

/**
 * How many photos were taken in each hour, the earliest first.
 *
 * @param offsetMs what the asker's clock is ahead of UTC; a whole number.
 */
export async function countByHour(
  db: Db,
  sessionId: string,
  choice: PhotoChoice,
  offsetMs: number,
): Promise<{ from: number; count: number }[]> {
  // Literals: of a bound number SQLite does not know that it is whole, and would not divide as such.
  const hour = sql<number>`(photos.captured_at + ${sql.lit(offsetMs)}) / ${sql.lit(HOUR_MS)}`;
  const rows = await db
    .selectFrom('photos')
    .select(({ fn }) => [hour.as('hour'), fn.countAll<number>().as('count')])
    .where('session_id', '=', sessionId)
    .where((eb) => eb.and(conditionsOf(eb, choice)))
    .groupBy(hour)
    .orderBy(hour)
    .execute();
  return rows.map((row) => ({
    from: row.hour * HOUR_MS - offsetMs,
    count: row.count,
  }));
}

export async function countPhotos(db: Db, sessionId: string, choice: PhotoChoice): Promise<number> {
  const { count } = await db
    .selectFrom('photos')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('session_id', '=', sessionId)
    .where((eb) => eb.and(conditionsOf(eb, choice)))
    .executeTakeFirstOrThrow();
  return count;
}

export async function countByPhotographer(
  db: Db,
  sessionId: string,
  choice: PhotoChoice,
): Promise<Counted[]> {
  return db
    .selectFrom('photos')
    .select(({ fn }) => ['photographer as name', fn.countAll<number>().as('count')])
    .where('session_id', '=', sessionId)
    .where('photographer', '!=', '')
    .where((eb) => eb.and(conditionsOf(eb, choice)))
    .groupBy('photographer')
    .orderBy('count', 'desc')
    .orderBy('photographer')
    .limit(MAX_NAMES)
    .execute();
}

export async function countByTag(
  db: Db,
  sessionId: string,
  choice: PhotoChoice,
): Promise<Counted[]> {
  return db
    .selectFrom('photos')
    .innerJoin('photo_tags', 'photo_tags.photo_id', 'photos.id')
    .select(({ fn }) => ['photo_tags.tag as name', fn.countAll<number>().as('count')])
    .where('photos.session_id', '=', sessionId)
    .where((eb) => eb.and(conditionsOf(eb, choice)))
    .groupBy('photo_tags.tag')
    .orderBy('count', 'desc')
    .orderBy('photo_tags.tag')
    .limit(MAX_NAMES)
    .execute();
}
