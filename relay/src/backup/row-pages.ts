import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Db } from '../db/database.ts';
import type { DatabaseSettings } from '../db/settings.ts';

export type Row = Record<string, unknown>;

const ROWS_AT_ONCE = 1_000;

/** All rows of a table, a page at a time; in a transaction, so that they belong together. */
export function readPages(
  trx: Db,
  kind: DatabaseSettings['kind'],
  table: string,
): AsyncGenerator<Row[]> {
  return kind === 'sqlite' ? pagesByRowid(trx, table) : pagesByCursor(trx, table);
}

const ROWID = 'backup_rowid';

/** A page is found by its key: `offset` would read everything before it again. */
async function* pagesByRowid(trx: Db, table: string): AsyncGenerator<Row[]> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const { rows } = await sql<Row>`
      select rowid as ${sql.ref(ROWID)}, * from ${sql.table(table)}
      where rowid > ${after} order by rowid limit ${ROWS_AT_ONCE}`.execute(trx);
    if (rows.length === 0) return;
    after = Number(rows.at(-1)?.[ROWID]);
    yield rows.map(({ [ROWID]: _rowid, ...row }) => row);
  }
}

async function* pagesByCursor(trx: Db, table: string): AsyncGenerator<Row[]> {
  const fetch: RawBuilder<Row> = sql`fetch ${sql.lit(ROWS_AT_ONCE)} from backup_rows`;
  await sql`declare backup_rows no scroll cursor for select * from ${sql.table(table)}`.execute(
    trx,
  );
  for (;;) {
    const { rows } = await fetch.execute(trx);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close backup_rows`.execute(trx);
}
