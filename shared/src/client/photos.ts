import * as z from 'zod/mini';
import {
  Likes,
  PhotoBatchReply,
  PhotoDetail,
  PhotoPage,
  UploadOutcome,
  UploadReply,
  type ChangePhoto,
  type PhotoBatch,
} from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { formCall, type FileToSend } from './form.ts';
import { json } from './http.ts';
import { photosPath, type PhotosQuery } from './photos-query.ts';

export type { PhotosQuery };

/** What people do with photos. @param call `createAuth(…).call` or that of a guest. */
export function photoClient(call: UserCall) {
  return {
    photos: (query: PhotosQuery): Promise<PhotoPage> =>
      call({ method: 'GET', path: photosPath(query), reply: PhotoPage }),
    photo: (id: string): Promise<PhotoDetail> =>
      call({ method: 'GET', path: photoPath(id), reply: PhotoDetail }),
    changePhoto: (id: string, change: ChangePhoto): Promise<PhotoDetail> =>
      call({ method: 'PUT', path: photoPath(id), reply: PhotoDetail, body: json(change) }),
    async deletePhoto(id: string): Promise<void> {
      await call({ method: 'DELETE', path: photoPath(id), reply: z.unknown() });
    },
    restorePhoto: (id: string): Promise<PhotoDetail> =>
      call({ method: 'POST', path: `${photoPath(id)}/restore`, reply: PhotoDetail }),
    /** The same for up to 500 photos; each has an outcome of its own. */
    changePhotos: (batch: PhotoBatch): Promise<PhotoBatchReply> =>
      call({
        method: 'POST',
        path: '/api/photos/batch',
        reply: PhotoBatchReply,
        body: json(batch),
      }),
    like: (id: string, liked: boolean): Promise<Likes> =>
      call({ method: liked ? 'PUT' : 'DELETE', path: `${photoPath(id)}/like`, reply: Likes }),
    /** `uploadId` is what the sockets of whoever uploads hear the progress under. */
    uploadPhotos(
      to: { sessionId: string; uploadId?: string },
      files: readonly FileToSend[],
    ): Promise<UploadReply> {
      const form = formCall({ ...to }, files);
      return call({ method: 'POST', path: '/api/photos/upload', reply: UploadReply, ...form });
    },
    replacePhoto: (id: string, file: FileToSend): Promise<UploadOutcome> =>
      call({
        method: 'PUT',
        path: `${photoPath(id)}/content`,
        reply: UploadOutcome,
        ...formCall({}, [file]),
      }),
  };
}

function photoPath(id: string): string {
  return `/api/photos/${encodeURIComponent(id)}`;
}
