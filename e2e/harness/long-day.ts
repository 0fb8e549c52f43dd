import path from 'node:path';
import Database from 'better-sqlite3';

/**
 * Copies the newest photo of a stopped relay until there are so many more, one taken each minute:
 * rows as publishing would have written them, for pages that are opened afterwards.
 */
export function addLongDay(dataDir: string, count: number, from: number): void {
  const db = new Database(path.join(dataDir, 'relay.sqlite'));
  const columns = (table: string): string[] =>
    db
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map(({ name }) => name);
  const copy = (table: string, fresh: Record<string, string>, where: string): void => {
    const names = columns(table);
    const values = names.map((name) => fresh[name] ?? `old.${name}`);
    db.prepare(
      `WITH RECURSIVE each(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM each WHERE i < @count)
       INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')}
       FROM ${table} AS old, each WHERE ${where} = (SELECT id FROM newest)`,
    ).run({ count });
  };
  // The low digits vary like those of real ids: sections of the grid are cut by them.
  const id = "printf('%08x-0000-7000-8000-%012x', i, i * 104729)";
  db.exec(
    'CREATE TEMPORARY TABLE newest AS SELECT id, session_id FROM photos WHERE removed_at IS NULL ORDER BY seq DESC LIMIT 1',
  );
  const last = '(SELECT last_seq FROM sessions WHERE id = (SELECT session_id FROM newest))';
  const capturedAt = `${from} + (i - 1) * 60000`;
  const source_hash = "printf('%064x', i)";
  copy('photos', { id, seq: `${last} + i`, source_hash, captured_at: capturedAt }, 'old.id');
  copy('photo_renditions', { photo_id: id }, 'old.photo_id');
  db.prepare(
    'UPDATE sessions SET last_seq = last_seq + @count, photo_count = photo_count + @count WHERE id = (SELECT session_id FROM newest)',
  ).run({ count });
  db.close();
}
