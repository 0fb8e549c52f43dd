import { RemovalProgress } from '../protocol/index.ts';
import type { UserCall } from './auth.ts';

/** How far a photo is gone. @param call `createAuth(…).call`, of a member. */
export function removalClient(call: UserCall) {
  return {
    /** Rejects with `not_found` for what did not go, or a quarter of an hour ago and more. */
    removal: (photoId: string): Promise<RemovalProgress> =>
      call({
        method: 'GET',
        path: `/api/photos/${encodeURIComponent(photoId)}/removal`,
        reply: RemovalProgress,
      }),
  };
}
