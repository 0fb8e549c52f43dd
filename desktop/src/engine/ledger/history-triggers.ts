/*
 * What writes the history. Triggers, so that no change of a shot can be made without being noted,
 * by whichever statement, in the same transaction. Temporary ones, made anew for each connection:
 * they would go with a table that a migration makes anew, and stand in the way of its renaming.
 * `now_ms()` and `acting()` are functions of the connection.
 */
const OF_SHOTS = `
  CREATE TEMP TRIGGER history_of_new_shots AFTER INSERT ON main.shots BEGIN
    INSERT INTO events (session_id, shot_id, at, kind, detail)
    VALUES (NEW.session_id, NEW.id, NEW.seen_at, 'seen', NEW.path);
  END;

  CREATE TEMP TRIGGER history_of_shots AFTER UPDATE ON main.shots BEGIN
    INSERT INTO events (session_id, shot_id, at, kind, detail, who)
    SELECT NEW.session_id, NEW.id, now_ms(), 'rated', NEW.rating, acting()
    WHERE NEW.rating IS NOT OLD.rating AND NEW.rating IS NOT NULL;

    -- What leaves the outbox for the gallery is told by its publication.
    INSERT INTO events (session_id, shot_id, at, kind, state, revision, detail, who)
    SELECT NEW.session_id, NEW.id, now_ms(), 'state', NEW.state, NEW.revision, NEW.reason, acting()
    WHERE NEW.state <> OLD.state AND NOT (NEW.state = 'live' AND OLD.state = 'queued');

    INSERT INTO events (session_id, shot_id, at, kind, detail)
    SELECT NEW.session_id, NEW.id, now_ms(), 'remark', NEW.reason
    WHERE NEW.state = OLD.state AND NEW.reason IS NOT NULL AND NEW.reason IS NOT OLD.reason;
  END;

  -- A name that went on as another shot is told there; of any other it is said that it went.
  CREATE TEMP TRIGGER history_of_dropped_shots AFTER DELETE ON main.shots BEGIN
    DELETE FROM events WHERE shot_id = OLD.id AND EXISTS (
      SELECT 1 FROM files f WHERE f.session_id = OLD.session_id
        AND f.hot_folder_id = OLD.hot_folder_id AND f.path = OLD.path);
    INSERT INTO events (session_id, shot_id, at, kind, who)
    SELECT OLD.session_id, OLD.id, now_ms(), 'forgotten', acting()
    WHERE EXISTS (SELECT 1 FROM events WHERE shot_id = OLD.id);
  END;

  CREATE TEMP TRIGGER history_of_files AFTER UPDATE OF shot_id ON main.files
  WHEN NEW.shot_id <> OLD.shot_id
    AND NEW.path <> (SELECT path FROM shots WHERE id = NEW.shot_id) BEGIN
    INSERT INTO events (session_id, shot_id, at, kind, detail)
    VALUES (NEW.session_id, NEW.shot_id, now_ms(), 'joined', NEW.path);
  END;`;

const OF_REVISIONS = `
  CREATE TEMP TRIGGER history_of_new_revisions AFTER INSERT ON main.revisions BEGIN
    INSERT INTO events (session_id, shot_id, at, kind, revision)
    SELECT s.session_id, s.id, step.at, step.kind, NEW.revision
    FROM shots s, (
      SELECT NEW.file_complete_at AS at, 'complete' AS kind, 1 AS place
      UNION ALL SELECT NEW.rendered_at, 'rendered', 2
      UNION ALL SELECT NEW.metadata_proven_at, 'proven', 3) step
    WHERE s.id = NEW.shot_id ORDER BY step.place;
  END;

  CREATE TEMP TRIGGER history_of_new_publications AFTER INSERT ON main.publications BEGIN
    INSERT INTO events (session_id, shot_id, at, kind, revision, destination)
    SELECT s.session_id, s.id, step.at, step.kind, NEW.revision, NEW.destination
    FROM shots s, (
      SELECT NEW.stored_at AS at, 'stored' AS kind, 1 AS place
      UNION ALL SELECT NEW.published_at, 'published', 2
      UNION ALL SELECT NEW.painted_at, 'painted', 3) step
    WHERE s.id = NEW.shot_id AND step.at IS NOT NULL
    ORDER BY step.place;
  END;

  CREATE TEMP TRIGGER history_of_publications AFTER UPDATE ON main.publications BEGIN
    INSERT INTO events (session_id, shot_id, at, kind, revision, destination)
    SELECT s.session_id, s.id, step.at, step.kind, NEW.revision, NEW.destination
    FROM shots s, (
      SELECT NEW.stored_at AS at, OLD.stored_at AS before, 'stored' AS kind, 1 AS place
      UNION ALL SELECT NEW.published_at, OLD.published_at, 'published', 2
      UNION ALL SELECT NEW.painted_at, OLD.painted_at, 'painted', 3) step
    WHERE s.id = NEW.shot_id AND step.at IS NOT NULL AND step.before IS NULL
    ORDER BY step.place;
  END;`;

/** What people said of photos. */
const OF_WISHES = `
  CREATE TEMP TRIGGER history_of_new_wishes AFTER INSERT ON main.wishes BEGIN
    INSERT INTO events (session_id, shot_id, at, kind, detail, who)
    SELECT s.session_id, s.id, now_ms(), said.kind, said.detail, 'person'
    FROM shots s, (
      SELECT 'featured' AS kind, '1' AS detail, NEW.featured = 1 AS is_new
      UNION ALL SELECT 'described', NEW.caption, NEW.caption <> ''
      UNION ALL SELECT 'tagged', NEW.tags, NEW.tags <> '[]') said
    WHERE s.id = NEW.shot_id AND said.is_new;
  END;

  CREATE TEMP TRIGGER history_of_wishes AFTER UPDATE ON main.wishes BEGIN
    INSERT INTO events (session_id, shot_id, at, kind, detail, who)
    SELECT s.session_id, s.id, now_ms(), said.kind, said.detail, said.who
    FROM shots s, (
      SELECT 'featured' AS kind, NEW.featured AS detail, 'person' AS who,
        NEW.featured <> OLD.featured AS is_new
      UNION ALL SELECT 'described', NEW.caption, 'person', NEW.caption <> OLD.caption
      UNION ALL SELECT 'tagged', NEW.tags, 'person', NEW.tags <> OLD.tags) said
    WHERE s.id = NEW.shot_id AND said.is_new;
  END;`;

/** A shot with which things go back and forth for days does not fill the disk. */
const MOST_EVENTS = 200;

const BOUND = `
  CREATE TEMP TRIGGER history_bound AFTER INSERT ON main.events
  WHEN (SELECT COUNT(*) FROM events WHERE shot_id = NEW.shot_id) > ${MOST_EVENTS} BEGIN
    DELETE FROM events WHERE id = (
      SELECT id FROM events WHERE shot_id = NEW.shot_id AND kind NOT IN ('seen', 'joined')
      ORDER BY kind <> 'attempt', id LIMIT 1);
  END;`;

export const HISTORY_TRIGGERS = OF_SHOTS + OF_REVISIONS + OF_WISHES + BOUND;
