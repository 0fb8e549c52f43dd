import path from 'node:path';
import Database from 'better-sqlite3';
import { newId } from '../harness/device.ts';

/**
 * Multiplies the newest photo of a stopped relay until its session has `wanted`: the same rows that
 * publishing would have written, without uploading 100,000 pictures.
 */
export function multiplyPhotos(dataDir: string, wanted: number): void {
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
