import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { PictureLiveError } from '../errors/index.ts';

/** How long a dying predecessor may take to let go. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 50;

export interface FolderLock {
  release(): void;
}

/**
 * Makes this process the only one that works in a data folder. The lock is SQLite's own on a file
 * beside the data: the operating system drops it with the process, however that ends, so there is
 * no stale lock to clean up after kill -9 or a power cut.
 *
 * @throws PictureLiveError `home_in_use` when another process keeps it for five seconds.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const db = new Database(path.join(folder, 'lock.sqlite'), { timeout: 0 });
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      db.exec('BEGIN EXCLUSIVE');
      return { release: () => db.close() };
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (busy && Date.now() < deadline) {
        await sleep(RETRY_MS);
        continue;
      }
      db.close();
      if (!busy) throw error;
      throw new PictureLiveError(
        'home_in_use',
        `Another Picture Live is already using ${folder}. Stop it first, or choose another folder with --home.`,
        { cause: error },
      );
    }
  }
}
