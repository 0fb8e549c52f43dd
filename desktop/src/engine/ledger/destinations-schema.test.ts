import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLedger } from './ledger.ts';
import { migrate } from './schema.ts';

/** Steps before there were several destinations. */
const BEFORE = 10;

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'older-ledger-'));
  const db = new Database(path.join(dataDir, 'ledger.sqlite'));
  migrate(db, BEFORE);
  db.exec(`
    INSERT INTO hot_folders VALUES ('folder', '/shoot');
    INSERT INTO shots (id, session_id, photo_id, hot_folder_id, path, state, revision, seen_at) VALUES
      ('live', 's', 'live', 'folder', 'live.jpg', 'live', 1, 1),
      ('known', 's', 'photo-there', 'folder', 'known.jpg', 'live', 1, 1),
      ('queued', 's', 'queued', 'folder', 'queued.jpg', 'queued', 1, 1),
      ('failed', 's', 'failed', 'folder', 'failed.jpg', 'failed', 1, 1),
      ('gone', 's', 'gone', 'folder', 'gone.jpg', 'retracted', 1, 1),
      ('other', 'other-session', 'other', 'folder', 'other.jpg', 'queued', 1, 1);
    INSERT INTO revisions (shot_id, revision, source_hash, bytes, captured_at, width, height, thumbhash,
        file_complete_at, rendered_at, metadata_proven_at, stored_at, published_at, painted_at)
      SELECT id, 1, id, 1, 1, 3, 2, 'AAAA', 1000, 1100, 1100,
        IIF(state IN ('live', 'retracted'), 1200, NULL), IIF(state IN ('live', 'retracted'), 1210, NULL),
        IIF(id = 'live', 1300, NULL) FROM shots;
    INSERT INTO renditions (shot_id, revision, name, hash, bytes, width, height)
      SELECT s.id, 1, n.value, s.id || n.value, 5, 3, 2
      FROM shots s, json_each('["thumb", "grid", "full"]') n;
    INSERT INTO outbox (shot_id, revision, lane, attempts, next_attempt_at, refused) VALUES
      ('known', 1, 'full', 0, 0, 0), ('queued', 1, 'first', 3, 500, 0), ('failed', 1, 'first', 1, 0, 1),
      ('other', 1, 'first', 0, 0, 0);
    INSERT INTO wishes (shot_id, featured, caption, tags, retracted, pending, version, attempts) VALUES
      ('live', 1, 'The kiss', '["bride"]', 0, NULL, 7, 0),
      ('gone', 0, '', '[]', 1, '{"retracted":true}', 9, 2);
  `);
  db.close();
});

afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

it('an older ledger opens with everything in it, all of it of the only destination', () => {
  const context = { sessionId: 's', newId: uuidv7, now: () => 2_000 };
  const ledger = createLedger(dataDir, context);
  try {
    const { outbox, wishes } = ledger.to('s');
    expect(ledger.destinations.ids()).toEqual(['s']);
    expect(ledger.views.shot('live')).toMatchObject({
      state: 'live',
      timeline: { stored: 1_200, published: 1_210, painted: 1_300 },
      said: { featured: true, caption: 'The kiss', tags: ['bride'], pending: false },
    });
    expect(ledger.views.latencies()).toEqual({ published: [210, 210, 210], painted: [300] });
    expect(outbox.due('full', 1_000, 9)).toMatchObject([
      { shotId: 'known', photoId: 'photo-there', storedAt: 1_200 },
    ]);
    expect(outbox.shotOf('photo-there')).toBe('known');
    expect(outbox.due('first', 499, 9)).toEqual([]);
    expect(outbox.due('first', 500, 9)).toMatchObject([{ shotId: 'queued', attempts: 3 }]);
    expect(ledger.outbox.reopened('failed')).toBe(true);
    expect(wishes.due(0, 9)).toMatchObject([
      { shotId: 'gone', attempts: 2, wish: { retracted: true, version: 9 } },
    ]);
  } finally {
    ledger.close();
  }
  const other = createLedger(dataDir, { ...context, sessionId: 'other-session' });
  expect(other.to('other-session').outbox.due('first', 0, 9)).toMatchObject([{ shotId: 'other' }]);
  other.close();
});
