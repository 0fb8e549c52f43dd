import type pg from 'pg';

/** Columns, indexes, triggers and migrations of a database as one short text; equal where they are. */
export async function readShape(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ shape: string }>(`
    select md5(string_agg(line, ';' order by line)) as shape from (
      select concat_ws(' ', relname, attname, atttypid, attnotnull) as line
      from pg_class join pg_attribute on attrelid = pg_class.oid
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
        and attnum > 0 and not attisdropped
      union all select tgname from pg_trigger where not tgisinternal
      union all select name from kysely_migration
    ) as lines`);
  return rows[0]?.shape ?? '';
}

/** The tables that hold data of the relay. */
export async function listTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%'`);
  return rows.map((row) => row.name);
}
