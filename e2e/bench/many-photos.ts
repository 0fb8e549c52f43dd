import path from 'node:path';
import Database from 'better-sqlite3';
import { withClient } from '../../relay/src/testing/postgres/cluster.ts';
import { newId } from '../harness/device.ts';

/**
 * Multiplies the newest photo of a stopped relay until its session has `wanted`: the same rows that
 * publishing would have written, without uploading 100,000 pictures.
 */
export function multiplyInSqlite(dataDir: string, wanted: number): void {
  const db = new Database(path.join(dataDir, 'relay.sqlite'));
  db.exec('PRAGMA foreign_keys = ON');
  const columnsOf = (table: string): string[] =>
    db
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map((column) => column.name);
  /** INSERT of a copy of the newest row with some columns given anew. */
  const copy = (table: string, fresh: Record<string, string>, where: string): string => {
    const columns = columnsOf(table);
    const values = columns.map((name) => fresh[name] ?? `old.${name}`);
    return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} AS old WHERE ${where}`;
  };
  const newest = db
    .prepare<[], { id: string; seq: number; session_id: string }>(
      'SELECT id, seq, session_id FROM photos ORDER BY seq DESC LIMIT 1',
    )
    .get();
  if (newest === undefined) throw new Error('There is no photo to multiply.');
  const photo = db.prepare(
    copy('photos', { id: '@id', seq: '@seq', source_hash: '@source' }, 'old.id = @template'),
  );
  const renditions = db.prepare(
    copy('photo_renditions', { photo_id: '@id' }, 'old.photo_id = @template'),
  );
  const event = db.prepare(
    copy(
      'feed_events',
      { seq: '@seq', photo_id: '@id' },
      'old.seq = @first AND old.session_id = @session',
    ),
  );
  db.transaction(() => {
    const first = newest.seq;
    for (let seq = first + 1; seq <= wanted; seq += 1) {
      const id = newId(Date.now());
      const source = seq.toString(16).padStart(64, '0');
      photo.run({ id, seq, source, template: newest.id });
      renditions.run({ id, template: newest.id });
      event.run({ id, seq, first, session: newest.session_id });
    }
    db.prepare('UPDATE sessions SET last_seq = ?, photo_count = ? WHERE id = ?').run(
      wanted,
      wanted,
      newest.session_id,
    );
  })();
  db.close();
}

type Settings = Parameters<typeof withClient>[0];
type Client = Parameters<Parameters<typeof withClient>[1]>[0];

/** The same in PostgreSQL, whose statistics are brought up to date as autovacuum would. */
export async function multiplyInPostgres(settings: Settings, wanted: number): Promise<void> {
  await withClient(settings, async (client) => {
    const { rows } = await client.query<{ id: string; seq: string; session_id: string }>(
      'SELECT id, seq, session_id FROM photos ORDER BY seq DESC LIMIT 1',
    );
    const [newest] = rows;
    if (newest === undefined) throw new Error('There is no photo to multiply.');
    const first = Number(newest.seq);
    const ids = Array.from({ length: wanted - first }, () => newId(Date.now()));
    await client.query('BEGIN');
    await client.query('CREATE TEMPORARY TABLE fresh (id text, seq bigint) ON COMMIT DROP');
    await client.query(
      'INSERT INTO fresh SELECT id, $2 + place FROM unnest($1::text[]) WITH ORDINALITY AS t(id, place)',
      [ids, first],
    );
    const source = "lpad(to_hex(fresh.seq), 64, '0')";
    await copyRows(client, 'photos', { id: 'fresh.id', seq: 'fresh.seq', source_hash: source }, [
      'old.id = $1',
      newest.id,
    ]);
    await copyRows(client, 'photo_renditions', { photo_id: 'fresh.id' }, [
      'old.photo_id = $1',
      newest.id,
    ]);
    await copyRows(client, 'feed_events', { seq: 'fresh.seq', photo_id: 'fresh.id' }, [
      'old.photo_id = $1',
      newest.id,
    ]);
    await client.query('UPDATE sessions SET last_seq = $1, photo_count = $1 WHERE id = $2', [
      wanted,
      newest.session_id,
    ]);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  });
}

/** Copies the rows of one photo for each of `fresh`, with some columns given anew. */
async function copyRows(
  client: Client,
  table: string,
  given: Record<string, string>,
  [where, photoId]: [string, string],
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND table_schema = current_schema()',
    [table],
  );
  const columns = rows.map(({ name }) => name);
  const values = columns.map((name) => given[name] ?? `old.${name}`);
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} AS old, fresh WHERE ${where}`,
    [photoId],
  );
}
