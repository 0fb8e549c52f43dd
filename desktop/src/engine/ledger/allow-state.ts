import type Database from 'better-sqlite3';

/**
 * Lets shots be in one more state. SQLite cannot change a CHECK: the table is made anew, with
 * whatever columns and indexes it has by now.
 *
 * @param after the state it stands behind in the list.
 */
export function allowState(db: Database.Database, state: string, after: string): void {
  const made = db
    .prepare<[], { type: string; sql: string }>(
      `SELECT type, sql FROM sqlite_schema WHERE tbl_name = 'shots' AND sql IS NOT NULL`,
    )
    .all();
  const table = made.find(({ type }) => type === 'table');
  if (!table) throw new Error('The ledger has no shots.');
  const wider = table.sql.replace(`'${after}'`, `'${after}', '${state}'`);
  db.exec(wider.replace(/^CREATE TABLE "?shots"?/, 'CREATE TABLE new_shots'));
  db.exec('INSERT INTO new_shots SELECT * FROM shots');
  db.exec('DROP TABLE shots');
  db.exec('ALTER TABLE new_shots RENAME TO shots');
  for (const { type, sql } of made) if (type === 'index') db.exec(sql);
}
