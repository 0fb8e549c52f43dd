import * as z from 'zod/mini';
import { Photo } from './photo.ts';
import { Failure } from './photo-changes.ts';
import { Id } from './values.ts';

/**
 * POST /api/photos/upload is `multipart/form-data`: `sessionId` and, if progress is wanted on the
 * sockets of whoever uploads, `uploadId` (any UUID) come before the files.
 */
export const UploadFields = z.object({ sessionId: Id, uploadId: z.optional(Id) });
export type UploadFields = z.infer<typeof UploadFields>;

/**
 * What became of one file. `held`: it waits for a moderator or for the virus scanner, and nobody
 * else sees it meanwhile. `duplicate`: the session has this content already.
 */
export const UploadOutcome = z.discriminatedUnion('ok', [
  z.object({
    name: z.string(),
    ok: z.literal(true),
    outcome: z.enum(['published', 'replaced', 'held', 'duplicate']),
    photo: Photo,
  }),
  z.object({ name: z.string(), ok: z.literal(false), error: Failure }),
]);
export type UploadOutcome = z.infer<typeof UploadOutcome>;

/** In the order of the files. */
export const UploadReply = z.object({ outcomes: z.array(UploadOutcome) });
export type UploadReply = z.infer<typeof UploadReply>;

/** To the sockets of whoever uploads. `file` counts from 0 in the order of the files. */
export const UploadProgress = z.object({
  uploadId: Id,
  sessionId: Id,
  file: z.int(),
  name: z.string(),
  step: z.enum(['received', 'developing', 'done', 'failed']),
});
export type UploadProgress = z.infer<typeof UploadProgress>;
