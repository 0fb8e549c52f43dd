import { BinPage, type RenditionName } from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { queryOf } from './http.ts';

/** What is out of sight and may come back. @param call `createAuth(…).call`, of a member. */
export function binClient(call: UserCall) {
  return {
    /** What was deleted last comes first; `after` is the `nextCursor` of the page before. */
    bin: (sessionId: string, page: { after?: string; limit?: number } = {}): Promise<BinPage> =>
      call({
        method: 'GET',
        path: `/api/sessions/${encodeURIComponent(sessionId)}/bin?${queryOf({ ...page })}`,
        reply: BinPage,
      }),
  };
}

/** Where members get the bytes of a photo that is out of sight, with their token. */
export function memberPicturePath(photoId: string, name: RenditionName): string {
  return `/api/photos/${encodeURIComponent(photoId)}/pictures/${name}`;
}
