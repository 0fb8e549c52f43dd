import path from 'node:path';
import Database from 'better-sqlite3';
import { newId } from '../../harness/device.ts';

/**
 * Multiplies the newest shot of a stopped engine until its ledger has `wanted`: the same rows that
 * developing would have written, without making 5,000 pictures. All show the same bytes, each under
 * an address of its own.
 */
export function multiplyShots(dataDir: string, wanted: number): void {
  const db = new Database(path.join(dataDir, 'ledger.sqlite'));
  /** INSERT of a copy of a row with some columns given anew. */
  const copy = (table: string, fresh: Record<string, string>, key: string): string => {
    const columns = db
      .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map(({ name }) => name);
    const values = columns.map((name) => fresh[name] ?? `old.${name}`);
    return `INSERT INTO ${table} (${columns.join(', ')})
      SELECT ${values.join(', ')} FROM ${table} AS old WHERE old.${key} = @template`;
  };
  const newest = db
    .prepare<[], { id: string; count: number }>(
      'SELECT MAX(id) AS id, COUNT(*) AS count FROM shots',
    )
    .get();
  if (!newest?.id) throw new Error('There is no shot to multiply.');
  const { id: template, count } = newest;
  const inserts = [
    copy('shots', { id: '@id', path: '@path' }, 'id'),
    copy('revisions', { shot_id: '@id', source_hash: '@id' }, 'shot_id'),
    copy('renditions', { shot_id: '@id' }, 'shot_id'),
    copy('publications', { shot_id: '@id' }, 'shot_id'),
  ].map((sql) => db.prepare(sql));
  const seenAt = Date.now();
  db.transaction(() => {
    for (let n = count; n < wanted; n += 1) {
      const row = {
        id: newId(seenAt + n),
        path: `DCIM/MANY_${String(n).padStart(4, '0')}.JPG`,
        template,
      };
      for (const insert of inserts) insert.run(row);
    }
  })();
  db.close();
}
