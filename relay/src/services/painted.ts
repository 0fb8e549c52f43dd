import type { Painted } from '@picture-live/shared/protocol';
import type { Db } from '../db/database.ts';
import type { PhotoRow } from '../db/tables.ts';
import type { FanOut } from '../fan-out/fan-out.ts';
import { LruCache } from '../memory/lru-cache.ts';
import { findPhoto, recordFirstPaint } from '../repositories/photos.ts';

export interface PaintedDeps {
  db: Db;
  fanOut: FanOut;
  /** Told how long the first guest waited, in milliseconds. */
  onShown?: (ms: number) => void;
  /** Epoch milliseconds. */
  now: () => number;
}

/** A phone's clock, even corrected, is only so good; outside this a report is nonsense. */
const CLOCK_TOLERANCE_MS = 10_000;
/** Revisions that were reported already: nearly every report is about one of them. */
const MAX_SETTLED = 10_000;

export type PaintedService = ReturnType<typeof paintedService>;

/** Keeps the moment each revision was first seen on a guest's screen. */
export function paintedService(deps: PaintedDeps) {
  const settled = new LruCache<true>(MAX_SETTLED);

  /**
   * Takes a guest's report. One that is not believable, not the first, or about a session the
   * guest has not joined changes nothing and is not answered.
   */
  async function report(joined: (sessionId: string) => boolean, painted: Painted): Promise<void> {
    const key = `${painted.photoId}:${painted.revision}`;
    if (settled.get(key) === true) return;
    const photo = await findPhoto(deps.db, painted.photoId);
    if (photo === undefined || !joined(photo.session_id)) return;
    if (!isBelievable(photo, painted, deps.now())) return;
    settled.set(key, true);
    if (!(await recordFirstPaint(deps.db, painted))) return;
    const { photoId, revision, at } = painted;
    deps.onShown?.(Math.max(0, at - photo.published_at));
    deps.fanOut.publish({
      kind: 'painted',
      sessionId: photo.session_id,
      painted: { photoId, revision, firstPaintedAt: at },
    });
  }

  return { report };
}

function isBelievable(photo: PhotoRow, painted: Painted, now: number): boolean {
  return (
    photo.revision === painted.revision &&
    painted.at >= photo.published_at - CLOCK_TOLERANCE_MS &&
    painted.at <= now + CLOCK_TOLERANCE_MS
  );
}
