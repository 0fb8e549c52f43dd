import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import type { FanOutMessage } from '../../fan-out/fan-out.ts';
import { readFeed } from '../feed.ts';
import { readSwitches } from '../session-view.ts';

type FeedMessage = Extract<FanOutMessage, { kind: 'feed' }>;

/** Of one session in one look; the next one brings more. */
export const MOST_EVENTS = 200;

/**
 * The events of a session after `through`, as the fan-out would have brought them.
 *
 * @param session as it is now.
 */
export async function missedEvents(
  db: Db,
  session: SessionRow,
  through: number,
): Promise<FeedMessage[]> {
  if (session.last_seq <= through) return [];
  const part = { after: through, limit: MOST_EVENTS };
  const { events } = await readFeed(db, session, part, { comments: true });
  const { comments } = readSwitches(session);
  const { id: sessionId } = session;
  if (comments) return events.map((event) => ({ kind: 'feed', sessionId, event }));
  const visitors = await readFeed(db, session, part, { comments: false });
  const bySeq = new Map(visitors.events.map((event) => [event.seq, event]));
  return events.map((event) => ({
    kind: 'feed',
    sessionId,
    event,
    visitors: bySeq.get(event.seq) ?? event,
  }));
}
