import path from 'node:path';
import { PictureLiveError } from '@picture-live/shared/errors';
import Database from 'better-sqlite3';
import { LEDGER_VERSION, migrate } from './schema.ts';

export type LedgerDatabase = Database.Database;

/**
 * Opens the ledger in a data folder. WAL with synchronous=FULL: a committed step survives a power
 * cut, not only a crash (https://www.sqlite.org/pragma.html#pragma_synchronous).
 *
 * @throws PictureLiveError where a newer version of the program has written it: whoever does not know
 * what a column means could lose a shot by it.
 */
export function openLedger(dataDir: string): LedgerDatabase {
  const db = new Database(path.join(dataDir, 'ledger.sqlite'));
  if (Number(db.pragma('user_version', { simple: true })) > LEDGER_VERSION) {
    db.close();
    throw new PictureLiveError(
      'invalid_request',
      `The record of shots in ${dataDir} was written by a newer Picture Live: install that one again.`,
    );
  }
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // A table that is made anew in a migration is away for a moment.
  db.pragma('foreign_keys = OFF');
  migrate(db);
  db.pragma('foreign_keys = ON');
  return db;
}
