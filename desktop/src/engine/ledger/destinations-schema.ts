/*
 * The migration to several destinations. A destination is called by the id of its session at its
 * relay, the main one as the session of the shots themselves; so everything there was is the main
 * destination's.
 */
export const SEVERAL_DESTINATIONS = `
  -- Where the shots of a session go.
  CREATE TABLE destinations (
    session_id TEXT NOT NULL,
    id TEXT NOT NULL,
    -- When it was added; what was there before goes there late.
    since INTEGER NOT NULL,
    PRIMARY KEY (session_id, id)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO destinations (session_id, id, since) SELECT DISTINCT session_id, session_id, 0 FROM shots;

  -- Which version of a shot was where, and when. One that was painted may not be known to be
  -- published yet: the relay's reply can be slower than a guest.
  CREATE TABLE publications (
    shot_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    destination TEXT NOT NULL,
    stored_at INTEGER,
    published_at INTEGER,
    painted_at INTEGER,
    PRIMARY KEY (shot_id, revision, destination),
    FOREIGN KEY (shot_id, revision) REFERENCES revisions (shot_id, revision)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO publications (shot_id, revision, destination, stored_at, published_at, painted_at)
    SELECT r.shot_id, r.revision, s.session_id, r.stored_at, r.published_at, r.painted_at
    FROM revisions r JOIN shots s ON s.id = r.shot_id
    WHERE r.stored_at IS NOT NULL OR r.published_at IS NOT NULL OR r.painted_at IS NOT NULL;
  CREATE INDEX publications_by_time ON publications (published_at);
  DROP INDEX revisions_by_publication;
  ALTER TABLE revisions DROP COLUMN stored_at;
  ALTER TABLE revisions DROP COLUMN published_at;
  ALTER TABLE revisions DROP COLUMN painted_at;

  -- A relay's id of a shot, where it is not the shot's own: the relay had its content already.
  CREATE TABLE photo_ids (
    shot_id TEXT NOT NULL REFERENCES shots (id),
    destination TEXT NOT NULL,
    photo_id TEXT NOT NULL,
    PRIMARY KEY (shot_id, destination)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO photo_ids (shot_id, destination, photo_id)
    SELECT id, session_id, photo_id FROM shots WHERE photo_id <> id;
  CREATE INDEX photo_ids_by_photo ON photo_ids (destination, photo_id);
  DROP INDEX shots_by_photo;
  ALTER TABLE shots DROP COLUMN photo_id;

  -- As before, but for each destination by itself.
  CREATE TABLE new_outbox (
    shot_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    lane TEXT NOT NULL CHECK (lane IN ('first', 'full')),
    destination TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (shot_id, revision, lane, destination),
    FOREIGN KEY (shot_id, revision) REFERENCES revisions (shot_id, revision)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_outbox
    SELECT o.shot_id, o.revision, o.lane, s.session_id, o.attempts, o.next_attempt_at, o.refused
    FROM outbox o JOIN shots s ON s.id = o.shot_id;
  DROP TABLE outbox;
  ALTER TABLE new_outbox RENAME TO outbox;
  CREATE INDEX outbox_by_due ON outbox (destination, refused, lane, shot_id);

  -- What of the wishes each relay has still to be told; the row goes when it knows.
  CREATE TABLE wish_outbox (
    shot_id TEXT NOT NULL REFERENCES wishes (shot_id),
    destination TEXT NOT NULL,
    -- A ShotWish as JSON.
    pending TEXT NOT NULL,
    -- Of the newest wish in it.
    version INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (shot_id, destination)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO wish_outbox
    SELECT w.shot_id, s.session_id, w.pending, w.version, w.attempts, w.next_attempt_at, w.refused
    FROM wishes w JOIN shots s ON s.id = w.shot_id WHERE w.pending IS NOT NULL;
  DROP INDEX wishes_pending;
  ALTER TABLE wishes DROP COLUMN pending;
  ALTER TABLE wishes DROP COLUMN attempts;
  ALTER TABLE wishes DROP COLUMN next_attempt_at;
  ALTER TABLE wishes DROP COLUMN refused;

  -- At which destination it happened; null: at none, or before there were several.
  ALTER TABLE events ADD COLUMN destination TEXT;
`;

/** What was published last at a destination is asked with each status. */
export const PUBLICATIONS_BY_PLACE = `
  CREATE INDEX publications_by_place ON publications (destination, published_at);
`;
