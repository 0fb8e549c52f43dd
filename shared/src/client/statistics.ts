import {
  SessionStatistics,
  TopPhotos,
  type PhotoNumbers,
  type PhotoRanking,
} from '../protocol/index.ts';
import type { UserCall } from './auth.ts';
import { queryOf } from './http.ts';

/** Which part of a session's time, in epoch milliseconds; all of it where nothing is said. */
export interface StatisticsStretch {
  from?: number;
  to?: number;
  /** Length of a bucket in milliseconds; the relay takes the next one that it has. */
  step?: number;
}

/** Numbers of a session, for its members. @param call `createAuth(…).call`. */
export function statisticsClient(call: UserCall) {
  return {
    /** By id or slug. */
    statistics: (idOrSlug: string, stretch: StatisticsStretch = {}): Promise<SessionStatistics> =>
      call({
        method: 'GET',
        path: `${pathOf(idOrSlug)}?${queryOf({ ...stretch })}`,
        reply: SessionStatistics,
      }),
    async topPhotos(idOrSlug: string, by: PhotoRanking, limit = 10): Promise<PhotoNumbers[]> {
      const path = `${pathOf(idOrSlug)}/photos?${queryOf({ by, limit })}`;
      return (await call({ method: 'GET', path, reply: TopPhotos })).photos;
    },
    /** Where the same can be had as CSV, with the times of a time zone (an IANA name). */
    statisticsCsvPath: (idOrSlug: string, stretch: StatisticsStretch, timeZone: string): string =>
      `${pathOf(idOrSlug)}/csv?${queryOf({ ...stretch, timeZone })}`,
    photosCsvPath: (idOrSlug: string, timeZone: string): string =>
      `${pathOf(idOrSlug)}/photos/csv?${queryOf({ timeZone })}`,
  };
}

function pathOf(idOrSlug: string): string {
  return `/api/sessions/${encodeURIComponent(idOrSlug)}/statistics`;
}
