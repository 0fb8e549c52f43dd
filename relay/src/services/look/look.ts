import type { Db } from '../../db/database.ts';
import type { FanOutMessage } from '../../fan-out/fan-out.ts';
import { findSessions } from '../../repositories/standing.ts';
import { endedAccess } from './ended-access.ts';
import { MOST_EVENTS, missedEvents } from './missed-events.ts';
import { summarize } from './open-access.ts';
import type { Grounds } from './open-access.ts';

/** What an instance knows, to be compared with the database. */
export interface Known {
  /** Of every seat that is taken. */
  grounds: Iterable<Grounds>;
  /** Up to where the feeds of sessions have been told. */
  through: ReadonlyMap<string, number>;
}

export interface Found {
  /** What the fan-out would have brought, in an order that shuts doors before news is told. */
  messages: FanOutMessage[];
  /** Sessions whose feed is shorter than what was told, with its end: the database was restored. */
  restarted: [sessionId: string, lastSeq: number][];
  /** Whether another look would find more events. */
  more: boolean;
}

export interface LookService {
  look: (known: Known) => Promise<Found>;
}

/**
 * Finds out from the database what the fan-out should have said: it makes relays exact without
 * relying on what carries their messages.
 */
export function lookService(db: Db): LookService {
  return { look: (known) => look(db, known) };
}

async function look(db: Db, { grounds, through }: Known): Promise<Found> {
  const open = summarize(grounds);
  const ids = new Set([...through.keys(), ...open.sessions.keys()]);
  const rows = await findSessions(db, [...ids]);
  const sessions = new Map(rows.map((row) => [row.id, row]));
  const messages: FanOutMessage[] = [];
  for (const holder of await endedAccess(db, open, sessions)) {
    const closed = /^(?:guests|session):(.+)$/.exec(holder)?.[1];
    if (closed !== undefined) messages.push({ kind: 'media_key', sessionId: closed });
    messages.push({ kind: 'access_ended', holder });
  }
  const restarted: Found['restarted'] = [];
  let more = false;
  for (const [sessionId, told] of through) {
    const session = sessions.get(sessionId);
    if (session === undefined) continue;
    if (session.last_seq < told) restarted.push([sessionId, session.last_seq]);
    const missed = await missedEvents(db, session, told);
    messages.push(...missed);
    more ||= missed.length === MOST_EVENTS;
  }
  return { messages, restarted, more };
}
