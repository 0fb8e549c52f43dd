import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import { insertEvent } from '../../repositories/feed.ts';
import { replaceMediaKey } from '../../repositories/media-keys.ts';
import { lockSession, nextSeq } from '../../repositories/sessions.ts';
import { viewSession } from '../session-view.ts';

/**
 * Ends every address of the session's pictures on all instances, e.g. when its access code changes.
 * The event that goes with it makes pages be built anew, with the new addresses in them.
 */
export async function replaceAddresses(
  deps: { db: Db; fanOut: FanOut; now: () => number },
  sessionId: string,
): Promise<void> {
  const at = deps.now();
  const session = await deps.db.transaction().execute(async (trx) => {
    const locked = await lockSession(trx, sessionId);
    if (locked === undefined) return null;
    await replaceMediaKey(trx, sessionId);
    const seq = await nextSeq(trx, sessionId, 0);
    const type = 'session_updated';
    await insertEvent(trx, { session_id: sessionId, seq, type, at, photo_id: null });
    return { ...locked, last_seq: seq };
  });
  if (session === null) return;
  deps.fanOut.publish({ kind: 'media_key', sessionId });
  const event = { type: 'session_updated' as const, seq: session.last_seq, at };
  deps.fanOut.publish({
    kind: 'feed',
    sessionId,
    event: { ...event, session: viewSession(session) },
  });
}
