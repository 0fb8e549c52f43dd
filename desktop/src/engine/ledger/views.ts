import * as z from 'zod/mini';
import type { ShotState, ShotView } from '../../bridge/contract.ts';
import type { LedgerDatabase } from './open.ts';
import {
  FIRST_PAINTED,
  firstOf,
  IS_FIRST,
  PLACES,
  PUBLICATIONS,
  readPlaces,
} from './publications.ts';
import type { StoredState } from './records.ts';
import type { LedgerContext } from './shot-rows.ts';

interface ViewRow {
  id: string;
  path: string;
  hotFolderId: string;
  state: StoredState;
  reason: string | null;
  canRetry: number;
  revision: number;
  seenAt: number;
  width: number | null;
  height: number | null;
  bytes: number | null;
  camera: string | null;
  /** Null: the camera did not say when. */
  body: string | null;
  capturedAt: number | null;
  fileComplete: number | null;
  rendered: number | null;
  stored: number | null;
  published: number | null;
  painted: number | null;
  metadataProvenAt: number | null;
  files: number;
  rating: number | null;
  releaseAt: number | null;
  tags: string;
  caption: string;
  /** Null: nobody has said anything. */
  featured: number | null;
  pending: number | null;
  retracting: number | null;
  photographer: string | null;
  folderTag: string | null;
  /** JSON; null where there is one destination. */
  places: string | null;
}

/** @param shots a table, or those of it that are wanted. */
const viewOf = (shots: string): string => `
  SELECT s.id, s.path, s.hot_folder_id AS hotFolderId, s.state, s.reason, s.can_retry AS canRetry,
    s.revision, s.seen_at AS seenAt, s.rating, s.release_at AS releaseAt,
    s.photographer, s.folder_tag AS folderTag, r.width, r.height, r.bytes, r.camera,
    IIF(r.captured_local IS NULL, NULL, COALESCE(r.serial, r.camera || ' ' || s.hot_folder_id)) AS body,
    r.captured_at AS capturedAt, r.file_complete_at AS fileComplete, r.rendered_at AS rendered,
    ${firstOf('stored_at')} AS stored, ${firstOf('published_at')} AS published,
    ${firstOf('painted_at')} AS painted, ${PLACES} AS places,
    r.metadata_proven_at AS metadataProvenAt,
    COALESCE(w.tags, s.first_tags) AS tags, COALESCE(w.caption, s.first_caption) AS caption, w.featured,
    EXISTS (SELECT 1 FROM wish_outbox t WHERE t.shot_id = s.id) AS pending,
    (SELECT MAX(t.pending ->> '$.retracted') FROM wish_outbox t WHERE t.shot_id = s.id) AS retracting,
    (SELECT COUNT(*) FROM files f WHERE f.shot_id = s.id) AS files
  FROM ${shots} s LEFT JOIN revisions r ON r.shot_id = s.id AND r.revision = s.revision
    LEFT JOIN wishes w ON w.shot_id = s.id`;

/** Newest live shots that the latency figures speak of. */
const LATENCY_SHOTS = 200;

export interface ShotPage {
  before: string | null;
  limit: number;
  states: readonly ShotState[] | null;
}

/** What people see of the ledger. */
export function ledgerViews(db: LedgerDatabase, { sessionId }: LedgerContext) {
  const one = db.prepare<Record<'sessionId' | 'id', string>, ViewRow>(
    `${viewOf('shots')} WHERE s.session_id = @sessionId AND s.id = @id`,
  );
  const page = db.prepare<
    { sessionId: string; before: string | null; states: string | null; limit: number },
    ViewRow
  >(
    // The page first: everything about shots that are not on it would be read for nothing.
    `${viewOf(`(SELECT * FROM shots
       WHERE session_id = @sessionId AND (@before IS NULL OR id < @before)
         AND (@states IS NULL OR state IN (SELECT value FROM json_each(@states)))
       ORDER BY id DESC LIMIT @limit)`)} ORDER BY s.id DESC`,
  );
  const counts = db.prepare<[string], { state: StoredState; shots: number }>(
    'SELECT state, COUNT(*) AS shots FROM shots WHERE session_id = ? GROUP BY state',
  );
  const queued = db.prepare<[string, string], { shots: number }>(
    `SELECT COUNT(*) AS shots FROM shots WHERE session_id = ? AND state = 'queued'
       AND id IN (SELECT value FROM json_each(?))`,
  );
  const folder = db.prepare<
    { sessionId: string; hotFolderId: string },
    { seen: number; camera: string | null }
  >(
    `SELECT COUNT(*) AS seen, (
       SELECT r.camera FROM shots s JOIN revisions r ON r.shot_id = s.id
       WHERE s.session_id = @sessionId AND s.hot_folder_id = @hotFolderId AND r.camera IS NOT NULL
       ORDER BY s.id DESC LIMIT 1) AS camera
     FROM shots WHERE session_id = @sessionId AND hot_folder_id = @hotFolderId`,
  );
  const bodies = db.prepare<[string], { camera: string; serial: string | null }>(
    `SELECT DISTINCT r.camera, r.serial FROM revisions r JOIN shots s ON s.id = r.shot_id
     WHERE s.session_id = ? AND r.camera IS NOT NULL ORDER BY r.camera, r.serial LIMIT 50`,
  );
  const latency = db.prepare<[string, number], { published: number; painted: number | null }>(
    `SELECT p.published_at - COALESCE(r.released_at, r.file_complete_at) AS published,
       ${FIRST_PAINTED} - COALESCE(r.released_at, r.file_complete_at) AS painted
     FROM ${PUBLICATIONS}
     WHERE s.session_id = ? AND p.published_at IS NOT NULL AND ${IS_FIRST}
     ORDER BY p.published_at DESC LIMIT ?`,
  );
  const latencyAt = db.prepare<[string, string, number], { published: number }>(
    `SELECT p.published_at - COALESCE(r.released_at, r.file_complete_at) AS published
     FROM ${PUBLICATIONS}
     JOIN destinations d ON d.session_id = s.session_id AND d.id = p.destination
     WHERE s.session_id = ? AND p.destination = ? AND r.rendered_at >= d.since
       AND p.published_at IS NOT NULL
     ORDER BY p.published_at DESC LIMIT ?`,
  );

  return {
    shot(shotId: string): ShotView | null {
      const row = one.get({ sessionId, id: shotId });
      return row ? toView(row) : null;
    },

    /** Shots seen before `before` (an id), the newest first. */
    shots({ before, limit, states }: ShotPage): { shots: ShotView[]; more: boolean } {
      const rows = page.all({
        sessionId,
        before,
        limit: limit + 1,
        states: states && JSON.stringify(states),
      });
      return { shots: rows.slice(0, limit).map(toView), more: rows.length > limit };
    },

    counts(): Record<StoredState, number> {
      const none = {
        arriving: 0,
        rendering: 0,
        held: 0,
        rejected: 0,
        queued: 0,
        live: 0,
        retracted: 0,
        unpublished: 0,
        failed: 0,
      };
      return Object.assign(
        none,
        Object.fromEntries(counts.all(sessionId).map(({ state, shots }) => [state, shots])),
      );
    },

    /** How many of these wait in the outbox and are live nowhere. */
    queuedAmong: (shotIds: readonly string[]): number =>
      queued.get(sessionId, JSON.stringify(shotIds))?.shots ?? 0,

    /** Shots seen in a hot folder, and the newest camera among them. */
    folder: (hotFolderId: string): { seen: number; camera: string | null } =>
      folder.get({ sessionId, hotFolderId }) ?? { seen: 0, camera: null },

    /** The cameras of this session, each body by itself. */
    bodies: (): { camera: string; serial: string | null }[] => bodies.all(sessionId),

    /** Milliseconds from the last byte, or the gate, to the relay's and the first guest's screen. */
    latencies(): { published: number[]; painted: number[] } {
      const rows = latency.all(sessionId, LATENCY_SHOTS);
      return {
        published: rows.map((row) => row.published),
        painted: rows.flatMap((row) => (row.painted === null ? [] : [row.painted])),
      };
    },

    /** The same to one destination, of what came since it was added. */
    latenciesAt: (destination: string): number[] =>
      latencyAt.all(sessionId, destination, LATENCY_SHOTS).map((row) => row.published),
  };
}

function toView(row: ViewRow): ShotView {
  const {
    tags,
    caption,
    featured,
    pending,
    retracting,
    photographer,
    folderTag,
    places,
    body,
    ...shot
  } = row;
  const { fileComplete, rendered, stored, published, painted, ...rest } = shot;
  return {
    ...rest,
    ...(body !== null && { body }),
    ...(photographer !== null && { photographer }),
    ...(folderTag !== null && { folderTag }),
    name: row.path.slice(row.path.lastIndexOf('/') + 1),
    canRetry: row.canRetry === 1,
    hasPicture: row.revision > 0,
    timeline: { fileComplete, rendered, stored, published, painted },
    ...(places !== null && { places: readPlaces(places) }),
    ...((featured !== null || caption !== '' || tags !== '[]') && {
      said: {
        featured: featured === 1,
        caption,
        tags: z.array(z.string()).parse(JSON.parse(tags)),
        pending: pending === 1,
        retracting: retracting === null ? null : retracting === 1,
      },
    }),
  };
}

export type LedgerViews = ReturnType<typeof ledgerViews>;
