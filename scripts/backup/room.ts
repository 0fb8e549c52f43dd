import { statfs } from 'node:fs/promises';
import { BackupError } from '@picture-live/shared/backup';
import { sizeOf } from './progress.ts';

/** Said before hours of work, not after them. @throws BackupError where it will not fit. */
export async function requireRoom(folder: string, bytes: number, forWhat: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new BackupError(
    `The disk of ${folder} is too full: ${forWhat} needs about ${sizeOf(bytes)}, and ${sizeOf(free)} are free.`,
  );
}
