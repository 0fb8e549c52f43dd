import * as z from 'zod/mini';
import { Failure } from './photo-changes.ts';
import { EpochMs, Id, Pixels } from './values.ts';

/** A picture that is no photo of the session, e.g. of a message. `url`s are relative and immutable. */
export const Image = z.object({
  id: Id,
  sessionId: Id,
  name: z.string(),
  url: z.string(),
  thumbUrl: z.string(),
  width: Pixels,
  height: Pixels,
  bytes: z.int(),
  createdAt: EpochMs,
});
export type Image = z.infer<typeof Image>;

export const ImageOutcome = z.discriminatedUnion('ok', [
  z.object({ name: z.string(), ok: z.literal(true), image: Image }),
  z.object({ name: z.string(), ok: z.literal(false), error: Failure }),
]);
export type ImageOutcome = z.infer<typeof ImageOutcome>;

/** In the order of the files. */
export const ImageBatchReply = z.object({ outcomes: z.array(ImageOutcome) });
export type ImageBatchReply = z.infer<typeof ImageBatchReply>;

/** Newest first. */
export const ImagePage = z.object({ images: z.array(Image), nextCursor: z.nullable(z.string()) });
export type ImagePage = z.infer<typeof ImagePage>;
