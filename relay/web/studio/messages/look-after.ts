import type { PictureLive } from '@picture-live/shared/hooks';
import type { FeedEvent, Message } from '@picture-live/shared/protocol';

type Removed = Extract<FeedEvent, { type: 'message_removed' }>;

const PAGE = 100;
/** Older than so many messages, what was taken away is asked for with the next opening. */
const MOST_PAGES = 5;

/** Events that take messages away which are shown here, and all others. */
export function sortOut(
  events: readonly FeedEvent[],
  shown: readonly Message[],
): { removed: Removed[]; others: FeedEvent[] } {
  const known = new Set(shown.map(({ id }) => id));
  const removed: Removed[] = [];
  const others: FeedEvent[] = [];
  for (const event of events) {
    if (event.type === 'message_removed' && known.has(event.messageId)) removed.push(event);
    else others.push(event);
  }
  return { removed, others };
}

/**
 * What became of messages that the feed says are gone: it says so of hidden ones as of deleted ones,
 * and members go on seeing those that are hidden.
 *
 * @returns what to take in their place.
 * @throws PictureLiveError
 */
export async function lookAfter(
  api: Pick<PictureLive['api'], 'messages'>,
  sessionId: string,
  removed: readonly Removed[],
): Promise<FeedEvent[]> {
  const wanted = new Map(removed.map((event) => [event.messageId, event]));
  const found: FeedEvent[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES && wanted.size > 0; page += 1) {
    const query = { limit: PAGE, includeHidden: true, ...(after !== null && { after }) };
    const reply = await api.messages(sessionId, query);
    for (const message of reply.messages) {
      const event = wanted.get(message.id);
      if (event === undefined) continue;
      wanted.delete(message.id);
      found.push({ type: 'message_updated', seq: event.seq, at: event.at, message });
    }
    after = reply.nextCursor;
    if (after === null) break;
  }
  return [...found, ...wanted.values()];
}
