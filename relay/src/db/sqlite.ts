import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type { DatabaseConnection, Driver } from 'kysely';
import type { Tables } from './tables.ts';
import type { DatabaseWatch } from './watch.ts';

/** Waits this long for a lock, e.g. of a backup that reads the file, before giving up. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens (or creates) the database of embedded mode. Every commit is on the disk when it returns
 * (WAL with synchronous=FULL): what a device was told to be stored survives a power cut.
 *
 * @param file path, or `:memory:`.
 * @param watch is told of every query.
 */
export function openSqlite(file: string, watch?: DatabaseWatch): Kysely<Tables> {
  const database = new BetterSqlite3(file, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const log = watch === undefined ? {} : { log: watch.onQuery };
  return new Kysely<Tables>({ dialect: new RelaySqliteDialect(database), ...log });
}

/**
 * Opens a database that is there to look at it: nothing is made and nothing written.
 *
 * @throws what better-sqlite3 says about a file that cannot be opened.
 */
export function openSqliteToRead(file: string): Kysely<Tables> {
  const options = { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS };
  return new Kysely<Tables>({ dialect: new RelaySqliteDialect(new BetterSqlite3(file, options)) });
}

class RelaySqliteDialect extends SqliteDialect {
  readonly #database: BetterSqlite3.Database;

  constructor(database: BetterSqlite3.Database) {
    super({ database });
    this.#database = database;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): Driver {
    return new RelaySqliteDriver(this.#database);
  }
}

/** SQLite does run DDL in transactions: a migration that is killed half-way leaves no trace. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class RelaySqliteDriver extends SqliteDriver {
  readonly #database: BetterSqlite3.Database;

  constructor(database: BetterSqlite3.Database) {
    super({ database });
    this.#database = database;
  }

  /**
   * On a full disk SQLite has rolled back by itself (https://sqlite.org/lang_transaction.html,
   * section 3.1); doing it again would fail and hide the reason.
   */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}
