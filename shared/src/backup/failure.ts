/** What keeps a backup or its restoring from being done, in one sentence for people. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Says a full disk as such. */
export function explainWriting(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') {
    return new BackupError(`The disk of ${file} is full: free some space, or choose another.`, {
      cause: error,
    });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new BackupError(`${file} cannot be written (${code}): choose another place.`, {
      cause: error,
    });
  }
  return error;
}
