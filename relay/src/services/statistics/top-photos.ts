import type { PhotoRanking, TopPhotos } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import type { SessionRow } from '../../db/tables.ts';
import { findPhotos } from '../../repositories/photos.ts';
import { findPhotoNumbers, listTopPhotos } from '../../repositories/photo-numbers.ts';
import type { PhotoNumbersRow, Ranking } from '../../repositories/photo-numbers.ts';
import { listSeenPhotos } from '../../repositories/statistics.ts';
import { viewPhoto } from '../photo-view.ts';
import { latencyMs } from './latency.ts';
import { inWindows } from './seq-windows.ts';

type Place = Pick<SessionRow, 'id' | 'last_seq'>;

/** The first `limit` of a ranking. */
export async function topPhotos(
  db: Db,
  session: Place,
  by: PhotoRanking,
  limit: number,
): Promise<TopPhotos> {
  const rows =
    by === 'slowest' ? await slowest(db, session, limit) : await most(db, session, by, limit);
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

async function most(
  db: Db,
  { id, last_seq }: Place,
  by: Ranking,
  limit: number,
): Promise<PhotoNumbersRow[]> {
  const parts = await inWindows(last_seq, (window) => listTopPhotos(db, id, by, limit, window));
  return first(parts.flat(), limit, (row) => numberOf(row, by));
}

function numberOf({ views, download_count, like_count }: PhotoNumbersRow, by: Ranking): number {
  return { views, downloads: download_count, likes: like_count }[by];
}

/** Latencies stand in no column: of each part of the session the longest are kept. */
async function slowest(db: Db, { id, last_seq }: Place, limit: number): Promise<PhotoNumbersRow[]> {
  const always = { from: 0, to: Number.MAX_SAFE_INTEGER };
  const parts = await inWindows(last_seq, async (window) => {
    const seen = await listSeenPhotos(db, id, always, window);
    const timed = seen.map((row) => ({ id: row.id, ms: latencyMs(row) ?? 0 }));
    // Some of them may have been taken back.
    return first(timed, limit * 2, ({ ms }) => ms);
  });
  const ids = first(parts.flat(), limit * 2, ({ ms }) => ms).map((one) => one.id);
  const rows = await findPhotoNumbers(db, id, ids);
  return first(rows, limit, (row) => latencyMs(row) ?? 0);
}

/** Those with the most; of as many the one that came first. */
function first<T>(all: readonly T[], limit: number, number: (one: T) => number): T[] {
  return all.toSorted((a, b) => number(b) - number(a)).slice(0, limit);
}
