import path from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from './schema.ts';

export type LedgerDatabase = Database.Database;

/**
 * Opens the ledger in a data folder. WAL with synchronous=FULL: a committed step survives a power
 * cut, not only a crash (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
export function openLedger(dataDir: string): LedgerDatabase {
  const db = new Database(path.join(dataDir, 'ledger.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // A table that is made anew in a migration is away for a moment.
  db.pragma('foreign_keys = OFF');
  migrate(db);
  db.pragma('foreign_keys = ON');
  return db;
}
