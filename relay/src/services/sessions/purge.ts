import type { Db } from '../../db/database.ts';
import {
  countContent,
  listPurgeable,
  purgeEvents,
  purgePhotos,
  purgeSession,
} from '../../repositories/session-purge.ts';
import { BY_THE_RELAY, recordAudit } from '../audit/record-audit.ts';

export interface PurgeDeps {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What is about to go. */
export interface PurgePlan {
  sessionId: string;
  title: string;
  /** Epoch milliseconds. */
  deletedAt: number | null;
  photos: number;
  images: number;
  messages: number;
}

const SESSIONS_AT_ONCE = 50;
const PHOTOS_AT_ONCE = 500;
const EVENTS_AT_ONCE = 5_000;

/** What the next `purgeSessions` removes, at most fifty sessions; changes nothing. */
export async function planPurge({ db, now }: PurgeDeps): Promise<PurgePlan[]> {
  const plans: PurgePlan[] = [];
  for (const { id, title, deleted_at } of await listPurgeable(db, now(), SESSIONS_AT_ONCE)) {
    plans.push({ sessionId: id, title, deletedAt: deleted_at, ...(await countContent(db, id)) });
  }
  return plans;
}

/**
 * Removes deleted sessions for good whose owner cannot bring them back any more: every row of
 * theirs. Their pictures lose the last reference with it and are deleted by the collection.
 *
 * @param signal ends it between two pieces of work; the next run goes on.
 * @returns the ids of the sessions that are gone.
 */
export async function purgeSessions(deps: PurgeDeps, signal?: AbortSignal): Promise<string[]> {
  const { db, now } = deps;
  const stopped = (): boolean => signal?.aborted === true;
  const gone: string[] = [];
  for (const { id, title } of await listPurgeable(db, now(), SESSIONS_AT_ONCE)) {
    while (!stopped() && (await purgePhotos(db, id, PHOTOS_AT_ONCE)) > 0);
    while (!stopped() && (await purgeEvents(db, id, EVENTS_AT_ONCE)));
    if (stopped()) return gone;
    const isOurs = await db.transaction().execute(async (trx) => {
      if (!(await purgeSession(trx, id))) return false;
      const deed = { action: 'session_purged' as const, sessionId: id, details: { title } };
      await recordAudit(trx, BY_THE_RELAY, deed, now());
      return true;
    });
    if (isOurs) gone.push(id);
  }
  return gone;
}
