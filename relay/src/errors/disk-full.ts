import { PictureLiveError } from '@picture-live/shared/errors';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

/** Whether a failed write says that there is no room left (disk, quota or database). */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && FULL.has(String(error.code));
}

/** Runs a write and says a full disk in the words of the error table. */
export async function sayingWhenFull<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isDiskFull(error)) throw new PictureLiveError('storage_full', undefined, { cause: error });
    throw error;
  }
}
