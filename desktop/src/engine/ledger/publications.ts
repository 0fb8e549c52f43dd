import * as z from 'zod/mini';
import type { PlaceView } from '../../bridge/destinations.ts';

/*
 * SQL about where versions of shots are: `s` is a shot, `r` its version, `p` a publication. The time
 * that guests waited is the time until the first destination had it.
 */

/** CROSS JOIN: in the order of time, by its index, until there are enough. */
export const PUBLICATIONS = `publications p
  CROSS JOIN revisions r ON r.shot_id = p.shot_id AND r.revision = p.revision
  CROSS JOIN shots s ON s.id = p.shot_id`;

export const IS_FIRST = `NOT EXISTS (SELECT 1 FROM publications q
  WHERE q.shot_id = p.shot_id AND q.revision = p.revision
    AND (q.published_at, q.destination) < (p.published_at, p.destination))`;

export const FIRST_PAINTED = `(SELECT MIN(q.painted_at) FROM publications q
  WHERE q.shot_id = p.shot_id AND q.revision = p.revision)`;

/** When the newest version of `s` was that far for the first time, wherever. */
export function firstOf(step: 'stored_at' | 'published_at' | 'painted_at'): string {
  return `(SELECT MIN(q.${step}) FROM publications q
    WHERE q.shot_id = s.id AND q.revision = s.revision)`;
}

/** Where the newest version of `s` is, as JSON; null in sessions with one destination. */
export const PLACES = `IIF((SELECT COUNT(*) FROM destinations WHERE session_id = @sessionId) > 1,
  (SELECT json_group_array(json_object('destination', d.id,
     'published', q.published_at, 'painted', q.painted_at,
     'refused', (SELECT o.refused FROM outbox o WHERE o.shot_id = s.id AND o.revision = s.revision
        AND o.destination = d.id AND o.lane = 'first'),
     'telling', EXISTS (SELECT 1 FROM wish_outbox t
        WHERE t.shot_id = s.id AND t.destination = d.id)))
   FROM destinations d LEFT JOIN publications q
     ON q.shot_id = s.id AND q.revision = s.revision AND q.destination = d.id
   WHERE d.session_id = s.session_id), NULL)`;

const moment = z.nullable(z.int());

const Places = z.array(
  z.object({
    destination: z.string(),
    published: moment,
    painted: moment,
    /** Null: it is not in the outbox. */
    refused: z.nullable(z.int()),
    telling: z.int(),
  }),
);

/** Reads what `PLACES` wrote. */
export function readPlaces(json: string): PlaceView[] {
  return Places.parse(JSON.parse(json)).map(({ refused, telling, ...place }) => ({
    ...place,
    outbox: refused === null ? null : refused === 1 ? 'refused' : 'waiting',
    telling: telling === 1,
  }));
}
