import { PictureLiveError } from '@picture-live/shared/errors';
import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { insertEvent } from '../../repositories/feed.ts';
import { listExpiredOpen, replaceMediaKey } from '../../repositories/media-keys.ts';
import { lockSession, nextSeq, updateSession } from '../../repositories/sessions.ts';
import { announceChange } from './announce-change.ts';
import type { ChangedSession } from './settings.ts';

export interface ExpiryDeps {
  db: Db;
  fanOut: FanOut;
  /** Epoch milliseconds. */
  now: () => number;
}

const AT_ONCE = 100;

/**
 * Ends the addresses of the pictures of sessions that have expired: they hold no time themselves, so
 * that caches keep them, and whoever noted one could look at it for ever. The session's members get
 * new ones with their next request. Once for each end of a session; safe on any number of instances.
 *
 * @returns the ids of the sessions.
 */
export async function closeExpired(deps: ExpiryDeps, signal?: AbortSignal): Promise<string[]> {
  const closed: string[] = [];
  for (const id of await listExpiredOpen(deps.db, deps.now(), AT_ONCE)) {
    if (signal?.aborted === true) return closed;
    const changed = await close(deps, id);
    if (changed === null) continue;
    announceChange(deps.fanOut, changed);
    closed.push(id);
  }
  return closed;
}

async function close({ db, now }: ExpiryDeps, id: string): Promise<ChangedSession | null> {
  return db.transaction().execute(async (trx) => {
    const session = await lockSession(trx, id);
    if (session === undefined) throw new PictureLiveError('session_not_found');
    // Another instance was first, or its end was moved meanwhile.
    const isDue = (await listExpiredOpen(trx, now(), 1, id)).length > 0;
    if (!isDue) return null;
    await replaceMediaKey(trx, id, now());
    // The event also makes the pages anew that are kept with the old addresses in them.
    const event = { seq: await nextSeq(trx, id, 0), at: now() };
    await insertEvent(trx, { session_id: id, ...event, type: 'session_updated', photo_id: null });
    const after = await updateSession(trx, id, { last_seq: event.seq });
    return { after, event, closes: 'guests' };
  });
}
