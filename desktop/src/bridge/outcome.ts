import { isErrorCode, PictureLiveError } from '@picture-live/shared/errors';

/** A failed call as it travels: a code of `shared/errors` and a sentence for people. */
export interface CallFailure {
  code: string;
  message: string;
}

/** What a call came to. A value and not an exception, because both transports only carry values. */
export type CallOutcome = { ok: true; value: unknown } | { ok: false; error: CallFailure };

/** The failure of an error as a person may see it: what is not ours says nothing of its insides. */
export function failureOf(error: unknown): CallFailure {
  const known = error instanceof PictureLiveError ? error : new PictureLiveError('internal');
  return { code: known.code, message: known.message };
}

/** The error again, on the side that made the call. */
export function errorOf({ code, message }: CallFailure): PictureLiveError {
  return new PictureLiveError(isErrorCode(code) ? code : 'internal', message);
}
