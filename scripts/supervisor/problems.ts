/** What keeps the system from starting, as one sentence for the person at the terminal. */
export class StartError extends Error {
  override name = 'StartError';
}

/** A program ended before it was ready without saying why. */
export class CrashedAtStart extends StartError {
  override name = 'CrashedAtStart';
}

/** Words on the command line that mean nothing. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The `code` of a system call's error, or null. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
