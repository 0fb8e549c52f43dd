import type { PictureLiveError } from '@picture-live/shared/errors';
import type { ErrorBody } from '@picture-live/shared/protocol';

/** The wire's form of a failure. */
export function errorBody({ code, message, details }: PictureLiveError): ErrorBody {
  return { error: details === undefined ? { code, message } : { code, message, details } };
}
