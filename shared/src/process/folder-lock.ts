import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { PictureLiveError } from '../errors/index.ts';

/** How long a dying predecessor may take to let go. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 50;

export interface FolderLock {
  release(): void;
}

const LOCK_FILE = 'lock.sqlite';

/** Whether a process works in a data folder at this moment; nothing is made or kept. */
export function isFolderLocked(folder: string): boolean {
  const file = path.join(folder, LOCK_FILE);
  if (!existsSync(file)) return false;
  const db = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    // Shared: whoever starts meanwhile is kept waiting for no longer than this takes.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    db.close();
  }
}

/**
 * Makes this process the only one that works in a data folder. The lock is SQLite's own on a file
 * beside the data: the operating system drops it with the process, however that ends, so there is
 * no stale lock to clean up after kill -9 or a power cut.
 *
 * @throws PictureLiveError `home_in_use` when another process keeps it for five seconds.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const db = new Database(path.join(folder, LOCK_FILE), { timeout: 0 });
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      db.exec('BEGIN EXCLUSIVE');
      return { release: () => db.close() };
    } catch (error) {
      const busy = isBusy(error);
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

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
