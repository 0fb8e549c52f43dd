import type { PhotoRanking, SessionStatistics, TopPhotos } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import {
  countDeeds,
  findPhotoNumbers,
  listNumbers,
  listSeenPhotos,
  listTopPhotos,
  MINUTE_MS,
  QUARTER_MS,
} from '../../repositories/statistics.ts';
import type { PhotoNumbersRow, Stretch } from '../../repositories/statistics.ts';
import { findPhotos } from '../../repositories/photos.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import { viewPhoto } from '../photo-view.ts';
import { chooseBuckets, fillBuckets, summary } from './buckets.ts';
import type { Found } from './buckets.ts';
import { KEEP_MINUTES_MS } from './counting.ts';
import { latencyMs } from './latency.ts';
import { photosCsv, sessionCsv } from './csv.ts';
import type { Csv } from './csv.ts';

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
    ofSession: async (actor, idOrSlug, query) => {
      const { id, created_at: since } = await sessionOf(actor, idOrSlug, 'view_numbers');
      return read(deps, id, since, query);
    },
    topPhotos: async (actor, idOrSlug, by, limit) => {
      const { id } = await sessionOf(actor, idOrSlug);
      return top(db, id, by, limit);
    },
    sessionCsv: async (actor, idOrSlug, query, timeZone) => {
      const { id, slug, created_at: since } = await sessionOf(actor, idOrSlug);
      const statistics = await read(deps, id, since, query);
      return sessionCsv(slug, statistics, timeZone);
    },
    photosCsv: async (actor, idOrSlug, timeZone) => {
      const { id, slug } = await sessionOf(actor, idOrSlug);
      return photosCsv(db, { id, slug }, timeZone);
    },
  };
}

async function read(
  { db, now }: StatisticsDeps,
  sessionId: string,
  since: number,
  query: StatisticsQuery,
): Promise<SessionStatistics> {
  const to = Math.max(1, query.to ?? now());
  const from = Math.min(to - 1, query.from ?? since);
  const chosen = chooseBuckets({ from, to }, query.step ?? null, now() - KEEP_MINUTES_MS);
  const found = await findAll(db, sessionId, chosen, Math.min(chosen.step, QUARTER_MS));
  const until = Math.max(MINUTE_MS, Math.min(chosen.to, now()) - chosen.from);
  return { ...chosen, totals: summary(found, until), buckets: fillBuckets(chosen, found, now()) };
}

async function findAll(
  db: Db,
  sessionId: string,
  { from, to }: Stretch,
  unit: number,
): Promise<Found> {
  const stretch = { from, to };
  const [numbers, likes, messages, photos, seen] = await Promise.all([
    listNumbers(db, sessionId, stretch),
    countDeeds(db, 'likes', sessionId, stretch, unit),
    countDeeds(db, 'messages', sessionId, stretch, unit),
    countDeeds(db, 'photos', sessionId, stretch, unit),
    listSeenPhotos(db, sessionId, stretch),
  ]);
  const latencies = seen.flatMap((row) => {
    const ms = latencyMs(row);
    return ms === null ? [] : [{ at: row.published_at, ms }];
  });
  return { numbers, likes, messages, photos, latencies };
}

async function top(db: Db, sessionId: string, by: PhotoRanking, limit: number): Promise<TopPhotos> {
  const rows =
    by === 'slowest'
      ? await slowest(db, sessionId, limit)
      : await listTopPhotos(db, sessionId, by, limit);
  const stored = await findPhotos(
    db,
    rows.map(({ id }) => id),
  );
  const photos = new Map(stored.map((one) => [one.photo.id, viewPhoto(one)]));
  return {
    photos: rows.flatMap((row) => {
      const photo = photos.get(row.id);
      if (photo === undefined) return [];
      const { views, download_count: downloads, like_count: likes } = row;
      return [{ photo, views, downloads, likes, latencyMs: latencyMs(row) }];
    }),
  };
}

/** Latencies stand in no column: those of the whole session are read, which are two numbers each. */
async function slowest(db: Db, sessionId: string, limit: number): Promise<PhotoNumbersRow[]> {
  const seen = await listSeenPhotos(db, sessionId, { from: 0, to: Number.MAX_SAFE_INTEGER });
  const order = new Map(
    seen
      .map((row): [string, number] => [row.id, latencyMs(row) ?? 0])
      .toSorted(([, a], [, b]) => b - a)
      // Some of them may have been taken back.
      .slice(0, limit * 2),
  );
  const rows = await findPhotoNumbers(db, sessionId, [...order.keys()]);
  const latency = ({ id }: PhotoNumbersRow): number => order.get(id) ?? 0;
  return rows.toSorted((a, b) => latency(b) - latency(a)).slice(0, limit);
}
