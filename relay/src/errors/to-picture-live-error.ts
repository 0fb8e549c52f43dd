import { ERRORS, PictureLiveError } from '@picture-live/shared/errors';
import * as z from 'zod/mini';
import { isDiskFull } from './disk-full.ts';

/** What Fastify throws when a request does not fit its schema. */
const ValidationFailure = z.object({
  validation: z.array(z.object({ instancePath: z.string(), message: z.optional(z.string()) })),
});

/** Whatever was thrown, as a failure of the table. Unknown ones say nothing about the inside. */
export function toPictureLiveError(error: unknown): PictureLiveError {
  if (error instanceof PictureLiveError) return error;
  if (isDiskFull(error)) return new PictureLiveError('storage_full', undefined, { cause: error });
  const unfit = ValidationFailure.safeParse(error);
  if (unfit.success) {
    const details = unfit.data.validation.map((issue) => ({
      path: issue.instancePath,
      message: issue.message,
    }));
    return new PictureLiveError('invalid_request', undefined, { cause: error, details });
  }
  const status = statusOf(error);
  if (status === 413) {
    return new PictureLiveError('blob_too_large', 'The request is larger than allowed.');
  }
  if (status !== null && status >= 400 && status < 500) {
    const message = error instanceof Error ? error.message : ERRORS.invalid_request.message;
    return new PictureLiveError('invalid_request', message, { cause: error });
  }
  return new PictureLiveError('internal', undefined, { cause: error });
}

/** The HTTP status that Fastify gives its own errors. */
function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}
