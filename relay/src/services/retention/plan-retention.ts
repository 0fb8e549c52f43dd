import type { Db } from '../../db/database.ts';
import { countBin, countDoomed, listLeaving } from '../../repositories/retention.ts';
import { countContent } from '../../repositories/session-purge.ts';

/** What will be removed for good, and when; times in epoch milliseconds. */
export interface RetentionPlan {
  /** Deleted sessions, those that go first in front; `at` null: with the next purge. */
  sessions: { title: string; at: number | null; photos: number; messages: number }[];
  /** Photos in the bin; `firstAt` is when the first of them cannot be restored any more. */
  bin: { photos: number; firstAt: number | null };
  /** Stored files that nothing refers to, marked for the next collections. */
  doomed: { blobs: number; bytes: number };
}

const SESSIONS_AT_ONCE = 200;

/**
 * What the relay is going to remove by itself; changes nothing.
 *
 * @param photoGraceMs how long a deleted photo can be restored.
 */
export async function planRetention(db: Db, photoGraceMs: number): Promise<RetentionPlan> {
  const sessions: RetentionPlan['sessions'] = [];
  for (const { id, title, restorable_until } of await listLeaving(db, SESSIONS_AT_ONCE)) {
    const { photos, messages } = await countContent(db, id);
    sessions.push({ title, at: restorable_until, photos, messages });
  }
  const { photos, oldest } = await countBin(db);
  const firstAt = oldest === null ? null : oldest + photoGraceMs;
  return { sessions, bin: { photos, firstAt }, doomed: await countDoomed(db) };
}
