/** What a log says of a failure. */
export type LoggedError = {
  type: string;
  message: string;
  stack: string;
  code?: string;
  cause?: LoggedError;
};

/** Causes of causes; a circle ends here, too. */
const MOST_CAUSES = 5;

/**
 * A failure as it is logged: where it happened and what it says. Not its other properties, which
 * a logger would add: drivers hang the failed command on them (ioredis), the row that was there
 * already (PostgreSQL) or a whole reply, with the addresses, names and tokens that were in it.
 */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: 'Not an error was thrown.', stack: '' };
  }
  const { name: type, message, stack = '', cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type,
    message,
    stack,
    ...(code !== undefined && { code }),
    ...(cause !== undefined && depth < MOST_CAUSES && { cause: errorForLog(cause, depth + 1) }),
  };
}
