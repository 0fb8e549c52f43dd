import {
  AskedTakedown,
  SessionTakedown,
  Takedown,
  TakedownPage,
  type AskTakedown,
  type DecideTakedown,
} from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { json, queryOf } from './http.ts';

/** A page of what was asked in a session; `after` is the `nextCursor` of the page before. */
export interface TakedownsQuery {
  state?: 'open' | 'decided';
  after?: string;
  limit?: number;
}

/**
 * "Please remove this photo of me", and what becomes of it.
 *
 * @param call `createAuth(…).call`; a visitor uses one that nobody logs in to.
 */
export function takedownClient(call: UserCall) {
  return {
    /** Hides the photo at once. Keep the `secret` to ask later; asking twice is asking once. */
    askTakedown: (photoId: string, wish: AskTakedown = {}): Promise<AskedTakedown> =>
      call({
        method: 'POST',
        path: `/api/photos/${encodeURIComponent(photoId)}/takedown`,
        reply: AskedTakedown,
        body: json(wish),
      }),
    /** For whoever asked, by the secret or by who they are, and for members. */
    takedown: (id: string, secret?: string): Promise<Takedown> =>
      call({
        method: 'GET',
        path: `${takedownPath(id)}${secret === undefined ? '' : `?${queryOf({ secret })}`}`,
        reply: Takedown,
      }),
    /** For members; `contact` only for owners. */
    takedowns: (sessionId: string, query: TakedownsQuery = {}): Promise<TakedownPage> => {
      const path = `/api/sessions/${encodeURIComponent(sessionId)}/takedowns`;
      return call({
        method: 'GET',
        path: `${path}?${queryOf({ ...query })}`,
        reply: TakedownPage,
      });
    },
    /** For owners. Rejects with `takedown_decided` where a granted one is refused. */
    decideTakedown: (id: string, decision: DecideTakedown): Promise<SessionTakedown> =>
      call({ method: 'PUT', path: takedownPath(id), reply: SessionTakedown, body: json(decision) }),
  };
}

function takedownPath(id: string): string {
  return `/api/takedowns/${encodeURIComponent(id)}`;
}
