import type { FanOut } from '../../fan-out/fan-out.ts';
import { viewSession } from '../session-view.ts';
import type { ChangedSession } from './settings.ts';

/**
 * Tells everybody what was committed: first the doors are shut, so that nobody hears the news who
 * may not any more.
 */
export function announceChange(fanOut: FanOut, { after, event, closes }: ChangedSession): void {
  const sessionId = after.id;
  if (closes !== 'nobody') {
    fanOut.publish({ kind: 'media_key', sessionId });
    fanOut.publish({ kind: 'access_ended', holder: `${closes}:${sessionId}` });
  }
  if (event === null) return;
  const session = viewSession(after);
  const news = { type: 'session_updated' as const, seq: event.seq, at: event.at, session };
  fanOut.publish({ kind: 'feed', sessionId, event: news });
}
