import { ORIGINALS } from './originals.ts';
import type Database from 'better-sqlite3';
import { ERAS } from './eras.ts';
import { ANNOUNCEMENTS } from './announcements.ts';
import { allowState } from './allow-state.ts';
import { PUBLICATIONS_BY_PLACE, SEVERAL_DESTINATIONS } from './destinations-schema.ts';

/*
 * The ledger's tables. Times are epoch milliseconds on the laptop's clock. A migration is added at
 * the end and never changed afterwards; `user_version` counts those applied.
 */
const MIGRATIONS: readonly (string | ((db: Database.Database) => void))[] = [
  `
  CREATE TABLE hot_folders (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
  ) STRICT;

  -- A shot is a row here from the first sight of its file; revision 0 means "nothing read yet".
  CREATE TABLE shots (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    -- The relay's id: the shot's own, unless the relay already had this content as another photo.
    photo_id TEXT NOT NULL,
    hot_folder_id TEXT NOT NULL REFERENCES hot_folders (id),
    path TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
      ('arriving', 'rendering', 'queued', 'live', 'unpublished', 'failed')),
    reason TEXT,
    can_retry INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0,
    seen_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX shots_by_state ON shots (session_id, state, id);
  CREATE INDEX shots_by_photo ON shots (photo_id);

  -- What is known of each path in a hot folder. The signature is that of the content last dealt
  -- with; none yet while it is arriving, so that a crash makes the scan report the file again.
  CREATE TABLE files (
    session_id TEXT NOT NULL,
    hot_folder_id TEXT NOT NULL REFERENCES hot_folders (id),
    path TEXT NOT NULL,
    shot_id TEXT NOT NULL REFERENCES shots (id),
    size INTEGER,
    mtime_ms REAL,
    ino INTEGER,
    PRIMARY KEY (session_id, hot_folder_id, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX files_by_shot ON files (shot_id);
  CREATE INDEX files_by_inode ON files (hot_folder_id, ino);

  CREATE TABLE revisions (
    shot_id TEXT NOT NULL REFERENCES shots (id),
    revision INTEGER NOT NULL,
    source_hash TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    -- What recognises a frame again; the names are those of FrameIdentity.
    captured_local TEXT,
    captured_fraction TEXT,
    serial TEXT,
    camera TEXT,
    captured_at INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    thumbhash TEXT NOT NULL,
    file_complete_at INTEGER NOT NULL,
    rendered_at INTEGER NOT NULL,
    metadata_proven_at INTEGER NOT NULL,
    stored_at INTEGER,
    published_at INTEGER,
    painted_at INTEGER,
    PRIMARY KEY (shot_id, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX revisions_by_source ON revisions (source_hash);
  CREATE INDEX revisions_by_frame ON revisions (captured_local);
  CREATE INDEX revisions_by_publication ON revisions (published_at);

  CREATE TABLE renditions (
    shot_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name IN ('thumb', 'grid', 'full')),
    hash TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    -- 1: delivered and removed from the spool to make room.
    dropped INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (shot_id, revision, name),
    FOREIGN KEY (shot_id, revision) REFERENCES revisions (shot_id, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX renditions_by_hash ON renditions (hash);

  -- What still has to reach the relay: lane 'first' is thumb, grid and the publication, lane
  -- 'full' what follows it.
  CREATE TABLE outbox (
    shot_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    lane TEXT NOT NULL CHECK (lane IN ('first', 'full')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    -- 1: the relay refused it for good; kept for a retry by hand.
    refused INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (shot_id, revision, lane),
    FOREIGN KEY (shot_id, revision) REFERENCES revisions (shot_id, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX outbox_by_due ON outbox (refused, lane, shot_id);
  `,
  `
  -- 1: the JPEG in a RAW file was developed.
  ALTER TABLE revisions ADD COLUMN raw INTEGER NOT NULL DEFAULT 0;
  `,
  // SQLite cannot change a CHECK: the table is made anew.
  `
  CREATE TABLE new_shots (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    photo_id TEXT NOT NULL,
    hot_folder_id TEXT NOT NULL REFERENCES hot_folders (id),
    path TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
      ('arriving', 'rendering', 'held', 'rejected', 'queued', 'live', 'unpublished', 'failed')),
    reason TEXT,
    can_retry INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0,
    seen_at INTEGER NOT NULL,
    -- Stars, 0 to 5; null: nobody gave any.
    rating INTEGER,
    -- When a held shot goes out by itself; null: when a person says so.
    release_at INTEGER
  ) STRICT;
  INSERT INTO new_shots (id, session_id, photo_id, hot_folder_id, path, state, reason, can_retry,
      revision, seen_at)
    SELECT id, session_id, photo_id, hot_folder_id, path, state, reason, can_retry, revision,
      seen_at FROM shots;
  DROP TABLE shots;
  ALTER TABLE new_shots RENAME TO shots;
  CREATE INDEX shots_by_state ON shots (session_id, state, id);
  CREATE INDEX shots_by_photo ON shots (photo_id);
  -- When the gate let it out, where it was held; the time that guests waited counts from then.
  ALTER TABLE revisions ADD COLUMN released_at INTEGER;

  -- Notes of editors beside the photographs (XMP): what was read of them, in which state.
  CREATE TABLE sidecars (
    session_id TEXT NOT NULL,
    hot_folder_id TEXT NOT NULL REFERENCES hot_folders (id),
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ms REAL NOT NULL,
    ino INTEGER NOT NULL,
    rating INTEGER,
    PRIMARY KEY (session_id, hot_folder_id, path)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Asked for each file of a hot folder: whether another session has it.
  CREATE INDEX files_by_place ON files (hot_folder_id, path);
  -- What was said of the hot folder when the shot came: whose camera, and a word about it.
  ALTER TABLE shots ADD COLUMN photographer TEXT;
  ALTER TABLE shots ADD COLUMN folder_tag TEXT;
  `,
  // Everything that happened to a shot; triggers write it (history-triggers.ts). The first lines tell
  // what the ledger knew before.
  `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    session_id TEXT NOT NULL,
    -- Stays when the shot was nothing and is dropped.
    shot_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT,
    revision INTEGER,
    detail TEXT,
    -- Whose doing it was; null: its own.
    who TEXT,
    -- The same again and again is one line.
    times INTEGER NOT NULL DEFAULT 1,
    until INTEGER
  ) STRICT;
  CREATE INDEX events_by_shot ON events (shot_id, id);
  CREATE INDEX events_by_name ON events (session_id, detail) WHERE kind IN ('seen', 'joined');

  INSERT INTO events (session_id, shot_id, at, kind, state, revision, detail)
  SELECT session_id, shot_id, at, kind, NULL, revision, detail FROM (
    SELECT session_id, id AS shot_id, seen_at AS at, 'seen' AS kind, NULL AS revision,
      path AS detail, 0 AS place FROM shots
    UNION ALL
    SELECT f.session_id, f.shot_id, s.seen_at, 'joined', NULL, f.path, 1
    FROM files f JOIN shots s ON s.id = f.shot_id WHERE f.path <> s.path
    UNION ALL
    SELECT s.session_id, s.id, step.at, step.kind, step.revision, NULL, step.place
    FROM shots s JOIN (
      SELECT shot_id, revision, file_complete_at AS at, 'complete' AS kind, 2 AS place FROM revisions
      UNION ALL SELECT shot_id, revision, rendered_at, 'rendered', 3 FROM revisions
      UNION ALL SELECT shot_id, revision, metadata_proven_at, 'proven', 4 FROM revisions
      UNION ALL SELECT shot_id, revision, stored_at, 'stored', 5 FROM revisions
      UNION ALL SELECT shot_id, revision, published_at, 'published', 6 FROM revisions
      UNION ALL SELECT shot_id, revision, painted_at, 'painted', 7 FROM revisions
    ) step ON step.shot_id = s.id WHERE step.at IS NOT NULL
  ) ORDER BY at, place;
  `,
  (db) => allowState(db, 'retracted', 'live'),
  `
  -- What people said of shots, and what of it the relay has still to be told: the outbox of wishes.
  CREATE TABLE wishes (
    shot_id TEXT PRIMARY KEY REFERENCES shots (id),
    featured INTEGER NOT NULL,
    caption TEXT NOT NULL,
    -- A JSON array of words.
    tags TEXT NOT NULL,
    -- 1: the last word was that it is taken back.
    retracted INTEGER NOT NULL,
    -- A ShotWish as JSON; NULL: the relay knows everything.
    pending TEXT,
    -- Of the newest wish; grows with each.
    version INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    -- 1: the relay refused it for good; kept for a retry by hand.
    refused INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX wishes_pending ON wishes (shot_id) WHERE pending IS NOT NULL;
  `,
  `
  -- Camera numbers of which a person said that they are not missing.
  CREATE TABLE settled_numbers (
    session_id TEXT NOT NULL,
    -- Body and letters of the name.
    series TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (session_id, series, number)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Which recipe made it; null: one from before this was noted.
  ALTER TABLE revisions ADD COLUMN recipe_hash TEXT;

  -- Shots that are developed again by a changed recipe, and how that ended.
  CREATE TABLE redevelopments (
    shot_id TEXT PRIMARY KEY REFERENCES shots (id),
    session_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'gone', 'failed')),
    reason TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX redevelopments_by_state ON redevelopments (session_id, state, shot_id);
  `,
  `
  -- What its photo begins with at the relay, until a person says otherwise (wishes).
  ALTER TABLE shots ADD COLUMN first_caption TEXT NOT NULL DEFAULT '';
  -- A JSON array of words.
  ALTER TABLE shots ADD COLUMN first_tags TEXT NOT NULL DEFAULT '[]';
  `,
  SEVERAL_DESTINATIONS,
  ANNOUNCEMENTS,
  PUBLICATIONS_BY_PLACE,
  ORIGINALS,
  ERAS,
];

/** Steps of a ledger that is up to date. */
export const LEDGER_VERSION = MIGRATIONS.length;

/**
 * Brings the database to the newest schema, each step in a transaction of its own.
 *
 * @param upTo how many steps there are; fewer of them make an older ledger.
 */
export function migrate(db: Database.Database, upTo: number = MIGRATIONS.length): void {
  const applied = Number(db.pragma('user_version', { simple: true }));
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < applied || index >= upTo) continue;
    db.transaction(() => {
      if (typeof step === 'string') db.exec(step);
      else step(db);
      db.pragma(`user_version = ${index + 1}`);
    })();
  }
}
