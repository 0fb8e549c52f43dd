import type { PhotoRanking, SessionStatistics, TopPhotos } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import {
  countDeeds,
  listNumbers,
  listSeenPhotos,
  MINUTE_MS,
  QUARTER_MS,
} from '../../repositories/statistics.ts';
import type { SeenPhotoRow, Stretch } from '../../repositories/statistics.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import { chooseBuckets, fillBuckets, summary } from './buckets.ts';
import type { Found, TimedLatency } from './buckets.ts';
import { KEEP_MINUTES_MS } from './counting.ts';
import { photosCsv, sessionCsv } from './csv.ts';
import type { Csv } from './csv.ts';
import { latencyMs } from './latency.ts';
import { inWindows } from './seq-windows.ts';
import { topPhotos } from './top-photos.ts';

export interface StatisticsDeps {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Which part of a session's time; what is left out is all of it, in fitting buckets. */
export interface StatisticsQuery {
  from?: number | undefined;
  to?: number | undefined;
  step?: number | undefined;
}

/** What came of a session, for its members; the first of it for laptops that deliver, too. Every call throws what `authorize` throws. */
export interface StatisticsService {
  ofSession: (actor: Actor, idOrSlug: string, query: StatisticsQuery) => Promise<SessionStatistics>;
  topPhotos: (
    actor: Actor,
    idOrSlug: string,
    by: PhotoRanking,
    limit: number,
  ) => Promise<TopPhotos>;
  /** The same as `ofSession` for a spreadsheet. @param timeZone an IANA name. */
  sessionCsv: (
    actor: Actor,
    idOrSlug: string,
    query: StatisticsQuery,
    timeZone: string,
  ) => Promise<Csv>;
  /** Every live photo, read page by page while it is sent. */
  photosCsv: (actor: Actor, idOrSlug: string, timeZone: string) => Promise<Csv>;
}

export function statisticsService(deps: StatisticsDeps): StatisticsService {
  const { db } = deps;
  const access = accessService(deps);
  const sessionOf = async (
    actor: Actor,
    idOrSlug: string,
    action: 'view_all' | 'view_numbers' = 'view_all',
  ) => (await access.authorize(actor, action, idOrSlug)).session;
  return {
    ofSession: async (actor, idOrSlug, query) =>
      read(deps, await sessionOf(actor, idOrSlug, 'view_numbers'), query),
    topPhotos: async (actor, idOrSlug, by, limit) =>
      topPhotos(db, await sessionOf(actor, idOrSlug), by, limit),
    sessionCsv: async (actor, idOrSlug, query, timeZone) => {
      const session = await sessionOf(actor, idOrSlug);
      return sessionCsv(session.slug, await read(deps, session, query), timeZone);
    },
    photosCsv: async (actor, idOrSlug, timeZone) => {
      const { id, slug } = await sessionOf(actor, idOrSlug);
      return photosCsv(db, { id, slug }, timeZone);
    },
  };
}

async function read(
  { db, now }: StatisticsDeps,
  session: SessionRow,
  query: StatisticsQuery,
): Promise<SessionStatistics> {
  const to = Math.max(1, query.to ?? now());
  const from = Math.min(to - 1, query.from ?? session.created_at);
  const chosen = chooseBuckets({ from, to }, query.step ?? null, now() - KEEP_MINUTES_MS);
  const found = await findAll(db, session, chosen, Math.min(chosen.step, QUARTER_MS));
  const until = Math.max(MINUTE_MS, Math.min(chosen.to, now()) - chosen.from);
  return { ...chosen, totals: summary(found, until), buckets: fillBuckets(chosen, found, now()) };
}

async function findAll(
  db: Db,
  { id, last_seq }: SessionRow,
  { from, to }: Stretch,
  unit: number,
): Promise<Found> {
  const stretch = { from, to };
  const parts = await inWindows(last_seq, async (window) => ({
    likes: await countDeeds(db, 'likes', id, stretch, { unit, window }),
    messages: await countDeeds(db, 'messages', id, stretch, { unit, window }),
    photos: await countDeeds(db, 'photos', id, stretch, { unit, window }),
    latencies: (await listSeenPhotos(db, id, stretch, window)).flatMap(timed),
  }));
  return {
    numbers: await listNumbers(db, id, stretch),
    likes: parts.flatMap((part) => part.likes),
    messages: parts.flatMap((part) => part.messages),
    photos: parts.flatMap((part) => part.photos),
    latencies: parts.flatMap((part) => part.latencies),
  };
}

function timed(row: SeenPhotoRow): TimedLatency[] {
  const ms = latencyMs(row);
  return ms === null ? [] : [{ at: row.published_at, ms }];
}
