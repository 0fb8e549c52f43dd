import { PhotoOverview } from '../protocol/index.ts';
import type { UserCall } from './auth.ts';

/** What a session's photos are, counted. @param call `createAuth(…).call`. */
export function overviewClient(call: UserCall) {
  return {
    overview: (sessionId: string): Promise<PhotoOverview> =>
      call({
        method: 'GET',
        path: `/api/sessions/${encodeURIComponent(sessionId)}/overview`,
        reply: PhotoOverview,
      }),
  };
}
