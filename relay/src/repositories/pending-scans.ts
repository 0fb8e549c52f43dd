import type { Insertable } from 'kysely';
import type { Db } from '../db/database.ts';
import type { PendingScanRow, PendingScansTable } from '../db/photo-tables.ts';

export async function insertPendingScan(
  db: Db,
  scan: Insertable<PendingScansTable>,
): Promise<void> {
  await db.insertInto('pending_scans').values(scan).execute();
}

export async function listDueScans(db: Db, now: number, limit: number): Promise<PendingScanRow[]> {
  return db
    .selectFrom('pending_scans')
    .selectAll()
    .where('next_try_at', '<=', now)
    .orderBy('next_try_at')
    .limit(limit)
    .execute();
}

export async function postponeScan(
  db: Db,
  { photo_id, tries }: PendingScanRow,
  nextTryAt: number,
): Promise<void> {
  await db
    .updateTable('pending_scans')
    .set({ tries: tries + 1, next_try_at: nextTryAt })
    .where('photo_id', '=', photo_id)
    .execute();
}

/** @returns whether it was still pending: somebody else may have ended it. */
export async function endScan(db: Db, photoId: string): Promise<boolean> {
  const row = await db
    .deleteFrom('pending_scans')
    .where('photo_id', '=', photoId)
    .returning('photo_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function countPendingScans(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('pending_scans')
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
