import type { ExpressionBuilder } from 'kysely';
import type { Db } from '../db/database.ts';
import type { PhotoRow, Tables } from '../db/tables.ts';
import { conditionsOf, withRenditions } from './photos.ts';
import type { PhotoChoice, StoredPhoto } from './photos.ts';

/** A place in the order of capture; what was taken in the same millisecond is as it arrived. */
export interface CapturePlace {
  capturedAt: number;
  seq: number;
}

/** From where and which way the list is read; a place itself is not part of it. */
export type CaptureStart = { after: CapturePlace | null } | { before: CapturePlace };

/** Photos of a session as they were taken, the earliest first, whichever way they are read. */
export async function listByCapture(
  db: Db,
  sessionId: string,
  start: CaptureStart,
  limit: number,
  choice: PhotoChoice = {},
): Promise<StoredPhoto[]> {
  const isBackwards = 'before' in start;
  const direction = isBackwards ? 'desc' : 'asc';
  const rows = await db
    .selectFrom('photos')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where((eb) => eb.and([...conditionsOf(eb, choice), ...beyond(eb, start)]))
    .orderBy('captured_at', direction)
    .orderBy('seq', direction)
    .limit(limit)
    .execute();
  const inOrder: PhotoRow[] = isBackwards ? rows.toReversed() : rows;
  return withRenditions(db, inOrder);
}

/** The first comparison is what the index is entered by. */
function beyond(eb: ExpressionBuilder<Tables, 'photos'>, start: CaptureStart) {
  const isBackwards = 'before' in start;
  const place = isBackwards ? start.before : start.after;
  if (place === null) return [];
  const { capturedAt, seq } = place;
  const [reaching, past] = isBackwards ? (['<=', '<'] as const) : (['>=', '>'] as const);
  const isPast = eb('photos.captured_at', past, capturedAt);
  return [
    eb('photos.captured_at', reaching, capturedAt),
    eb.or([isPast, eb('photos.seq', past, seq)]),
  ];
}
