import type { Seen } from '@picture-live/shared/protocol';
import type { Db } from '../../db/database.ts';
import {
  addNumbers,
  addPhotoViews,
  listSessionsWithMinutes,
  MINUTE_MS,
  putTogether,
  QUARTER_MS,
} from '../../repositories/statistics.ts';
import { repeat } from '../collection/periodic.ts';
import { CountBoard } from './count-board.ts';

export interface CountingDeps {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
  onFailure: (error: unknown) => void;
}

/** Open pages of a session in one minute, of this instance. */
export interface ViewersOfMinute {
  sessionId: string;
  /** When the minute began. */
  at: number;
  /** Milliseconds that they were open, of all together. */
  viewerMs: number;
  peak: number;
}

/** Numbers are kept by the minute for this long, and by the quarter of an hour for good. */
export const KEEP_MINUTES_MS = 2 * 24 * 60 * MINUTE_MS;

/** What is lost when the process dies, and how late numbers are. */
const WRITE_EVERY_MS = 1_000;
const PUT_TOGETHER = { firstMs: 5 * 60_000, everyMs: 3_600_000 };
/** Sessions in one go. */
const SESSIONS_AT_ONCE = 100;

export type CountingService = ReturnType<typeof countingService>;

/** Counts what pages say of themselves: in memory at first, every second in the database. */
export function countingService(deps: CountingDeps) {
  const { db, now } = deps;
  const board = new CountBoard();

  /** Writes what was counted; what cannot be written now is kept for the next time. */
  async function write(): Promise<void> {
    const counts = board.take();
    // One after the other, each given back by itself: nothing is counted twice.
    try {
      await addNumbers(db, counts.numbers);
      counts.numbers = [];
      for (const [sessionId, views] of counts.views) {
        await addPhotoViews(db, sessionId, views);
        counts.views.delete(sessionId);
      }
    } catch (error) {
      board.giveBack(counts);
      throw error;
    }
  }

  /** Makes what is old coarser. */
  async function tidy(signal?: AbortSignal): Promise<void> {
    const before = now() - KEEP_MINUTES_MS;
    const whole = before - (before % QUARTER_MS);
    for (;;) {
      const ids = await listSessionsWithMinutes(db, whole, SESSIONS_AT_ONCE);
      for (const id of ids) {
        if (signal?.aborted === true) return;
        await putTogether(db, id, whole);
      }
      if (ids.length < SESSIONS_AT_ONCE) return;
    }
  }

  const period = { firstMs: WRITE_EVERY_MS, everyMs: WRITE_EVERY_MS };
  const stopWriting = repeat(write, period, deps.onFailure);
  const stopTidying = repeat(tidy, PUT_TOGETHER, deps.onFailure);

  return {
    /** A page was opened, or has shown photos in its viewer. */
    seen({ sessionId, visit = false, photoIds }: Seen): void {
      const at = now();
      board.add(sessionId, at, { visits: visit ? 1 : 0, photo_views: photoIds.length });
      for (const photoId of photoIds) board.addViews(sessionId, photoId, 1);
    },
    viewers(minutes: readonly ViewersOfMinute[]): void {
      for (const { sessionId, at, viewerMs, peak } of minutes) {
        board.add(sessionId, at, { viewer_ms: viewerMs, viewer_peak: peak });
      }
    },
    write,
    tidy,
    /** Writes what there is. */
    stop: async (): Promise<void> => {
      await Promise.all([stopWriting(), stopTidying()]);
      await write().catch(deps.onFailure);
    },
  };
}
