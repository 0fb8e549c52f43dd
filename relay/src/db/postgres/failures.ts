import pg from 'pg';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { ErrorCode } from '@picture-live/shared/errors';

/** How the relay says a failure that PostgreSQL reports by its SQLSTATE. */
const BY_STATE: Record<string, ErrorCode> = {
  // Insufficient resources: https://www.postgresql.org/docs/current/errcodes-appendix.html
  '53100': 'storage_full',
  '53200': 'unavailable',
  '53300': 'unavailable',
  // The server ends, starts, or is the one of a pair that may only read.
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  '57P05': 'unavailable',
  '25006': 'unavailable',
  // A statement or a wait for a lock took too long, or two transactions waited for each other.
  '57014': 'unavailable',
  '55P03': 'unavailable',
  '40001': 'unavailable',
  '40P01': 'unavailable',
  // Text that PostgreSQL cannot hold (U+0000), numbers that a column cannot hold.
  '22021': 'invalid_request',
  '22P05': 'invalid_request',
  '22003': 'invalid_request',
};
/** Connection exceptions. */
const CONNECTION_CLASS = '08';

/**
 * What a query failed with, as a failure of the table where it is one that callers can act on;
 * any other error comes back as it is.
 *
 * @param lost whether the connection broke.
 */
export function explainQuery(error: unknown, lost: boolean): unknown {
  const state = error instanceof pg.DatabaseError ? error.code : undefined;
  const code = state === undefined ? undefined : BY_STATE[state];
  if (code !== undefined) return new PictureLiveError(code, MESSAGES[code], { cause: error });
  return lost || state?.startsWith(CONNECTION_CLASS) === true
    ? new DatabaseUnavailable(error)
    : error;
}

/** No connection could be made, or the one there was broke; the cause says why. */
export class DatabaseUnavailable extends PictureLiveError {
  constructor(cause: unknown) {
    super('unavailable', MESSAGES.unavailable, { cause });
  }
}

const MESSAGES: Partial<Record<ErrorCode, string>> = {
  unavailable: 'The database of the relay does not answer, try again.',
  storage_full: 'The disk of the database is full.',
  invalid_request: 'The request holds a text or a number that cannot be stored.',
};
