import * as z from 'zod/mini';
import { ImageBatchReply, ImageOutcome, ImagePage } from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { formCall, type FileToSend } from './form.ts';
import { queryOf } from './http.ts';

/** Pictures that are no photos of a session. @param call `createAuth(…).call` or a guest's. */
export function imageClient(call: UserCall) {
  return {
    uploadImage: (sessionId: string, file: FileToSend): Promise<ImageOutcome> =>
      call({
        method: 'POST',
        path: '/api/images/upload',
        reply: ImageOutcome,
        ...formCall({ sessionId }, [file]),
      }),
    uploadImages: (sessionId: string, files: readonly FileToSend[]): Promise<ImageBatchReply> =>
      call({
        method: 'POST',
        path: '/api/images/upload/batch',
        reply: ImageBatchReply,
        ...formCall({ sessionId }, files),
      }),
    /** Newest first; `after` is the `nextCursor` of the page before. */
    images: (
      sessionId: string,
      page: { after?: string; limit?: number } = {},
    ): Promise<ImagePage> =>
      call({
        method: 'GET',
        path: `/api/images/session/${encodeURIComponent(sessionId)}?${queryOf({ ...page })}`,
        reply: ImagePage,
      }),
    async deleteImage(id: string): Promise<void> {
      await call({
        method: 'DELETE',
        path: `/api/images/${encodeURIComponent(id)}`,
        reply: z.unknown(),
      });
    },
  };
}
