import path from 'node:path';
import { PhotoPage } from '@picture-live/shared/protocol';
import Database from 'better-sqlite3';
import * as z from 'zod/mini';
import { newId, noisePicture } from '../harness/device.ts';
import type { BenchOptions } from './options.ts';
import { startRelayAlone, type RelayAlone } from './relay-alone.ts';
import { atMost, ms, times, type Finding } from './report.ts';
import { percentile } from './statistics.ts';

const FEW = 100;

/**
 * Multiplies the newest photo of a stopped relay until its session has `wanted`: the same rows that
 * publishing would have written, without uploading 100,000 pictures.
 */
function multiplyPhotos(dataDir: string, wanted: number): void {
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

/** Milliseconds of each call for the newest 100. */
async function timeList(relay: RelayAlone, calls: number): Promise<number[]> {
  const url = `${relay.url}/api/photos?sessionId=${relay.sessionId}&limit=100`;
  const durations: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const started = performance.now();
    const reply = await fetch(url);
    const body = await reply.text();
    durations.push(performance.now() - started);
    const { photos } = z.parse(PhotoPage, JSON.parse(body));
    if (photos.length !== 100) throw new Error(`Listed ${photos.length} instead of 100.`);
  }
  // The first calls compile and warm caches up in both cases.
  return durations.slice(Math.floor(calls / 10));
}

/** Whether listing the newest 100 costs more in a big session than in a small one. */
export async function list({ short }: BenchOptions): Promise<Finding[]> {
  const many = short ? 10_000 : 100_000;
  const calls = short ? 200 : 1_500;
  const relay = await startRelayAlone();
  try {
    const thumb = await noisePicture(400, 267, 10_000);
    const grid = await noisePicture(1080, 720, 60_000);
    await relay.device.upload(thumb);
    await relay.device.upload(grid);
    await relay.device.publish(newId(Date.now()), 1, thumb, grid);
    await relay.restartAfter((dataDir) => multiplyPhotos(dataDir, FEW));
    const few = await timeList(relay, calls);
    await relay.restartAfter((dataDir) => multiplyPhotos(dataDir, many));
    const lots = await timeList(relay, calls);
    const ratio = percentile(lots, 0.99) / percentile(few, 0.99);
    return [
      {
        bench: 'list',
        what: `newest 100 of ${many.toLocaleString('en')} photos, p99 (SQLite)`,
        figure: ms(percentile(lots, 0.99)),
        comparison: `of 100 photos ${ms(percentile(few, 0.99))}`,
        ratio: times(ratio),
        budget: '≤ 2 ×',
        verdict: atMost(ratio, 2),
        note: `p50 ${ms(percentile(lots, 0.5))} against ${ms(percentile(few, 0.5))}`,
      },
    ];
  } finally {
    await relay.stop();
  }
}
