import type { PhotoFilter, PhotoOverview } from '@picture-live/shared/protocol';
import { LruCache } from '../../memory/lru-cache.ts';
import {
  countByHour,
  countByPhotographer,
  countByTag,
  countPhotos,
} from '../../repositories/photo-overview.ts';
import type { PhotoChoice } from '../../repositories/photos.ts';
import type { Actor } from '../access/actor.ts';
import { accessService } from '../access/authorize.ts';
import type { AccessDeps } from '../access/authorize.ts';
import { nameOf, nameOrNull } from '../access/name-of.ts';

/** What guests may narrow a gallery to. */
export type OverviewFilter = Pick<PhotoFilter, 'tag' | 'photographer' | 'featured' | 'liked'>;

/** The same for everybody. */
type SharedOverview = Omit<PhotoOverview, 'liked'>;

/** Counted once for everybody who asks the same. */
interface Kept {
  /** The state of the feed it is of. */
  seq: number;
  at: number;
  /** Milliseconds that the counting took; 0 while it is under way. */
  cost: number;
  overview: Promise<SharedOverview>;
}

const MAX_KEPT = 256;
/**
 * A party opens the same list at once, while its feed goes on: what was counted holds for so many
 * times as long as the counting took, so that it never costs more than a twentieth of the relay.
 */
const HOLDS_FOR = 20;
const MINUTE_MS = 60_000;

export type OverviewService = ReturnType<typeof overviewService>;

/** What a session's photos are, counted. */
export function overviewService(deps: AccessDeps) {
  const access = accessService(deps);
  const kept = new LruCache<Kept>(MAX_KEPT);

  /**
   * @param offset minutes that the asker's clock is ahead of UTC.
   * @throws PictureLiveError what `authorize` throws; `unauthorized` for `liked` without a name.
   */
  async function read(
    actor: Actor,
    idOrSlug: string,
    { liked, ...choice }: OverviewFilter,
    offset: number,
  ): Promise<PhotoOverview> {
    const { session, actor: known } = await access.authorize(actor, 'view', idOrSlug);
    const name = nameOrNull(known);
    const narrowed = liked === true ? { ...choice, likedBy: nameOf(known) } : choice;
    const count = (): Promise<SharedOverview> => countAll(session.id, narrowed, offset * MINUTE_MS);
    // Likes are no events of the feed: nothing would say that they have changed.
    const shared =
      liked === true
        ? await count()
        : await once(JSON.stringify([session.id, choice, offset]), session.last_seq, count);
    const own = name === null ? null : await countLiked(session.id, narrowed, name);
    return { ...shared, liked: own };
  }

  async function once(
    key: string,
    seq: number,
    count: () => Promise<SharedOverview>,
  ): Promise<SharedOverview> {
    const before = kept.get(key);
    if (before !== undefined && holds(before, seq)) return before.overview;
    const started = deps.now();
    const entry: Kept = { seq, at: started, cost: 0, overview: count() };
    kept.set(key, entry);
    try {
      const overview = await entry.overview;
      entry.at = deps.now();
      entry.cost = entry.at - started;
      return overview;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  }

  function holds({ seq, at, cost }: Kept, now: number): boolean {
    return seq === now || deps.now() - at < cost * HOLDS_FOR;
  }

  async function countAll(
    sessionId: string,
    choice: PhotoChoice,
    offsetMs: number,
  ): Promise<SharedOverview> {
    const { db } = deps;
    const { tag: _tag, ...anyTag } = choice;
    const { photographer: _photographer, ...anybody } = choice;
    const hours = await countByHour(db, sessionId, choice, offsetMs);
    return {
      count: hours.reduce((sum, hour) => sum + hour.count, 0),
      hours,
      photographers: await countByPhotographer(db, sessionId, anybody),
      tags: await countByTag(db, sessionId, anyTag),
      featured: await countPhotos(db, sessionId, { ...choice, featured: true }),
    };
  }

  function countLiked(sessionId: string, choice: PhotoChoice, likedBy: string): Promise<number> {
    return countPhotos(deps.db, sessionId, { ...choice, likedBy });
  }

  return { read };
}
