import type { RelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { ArchiveSize, Photo, PhotoOverview } from '@picture-live/shared/protocol';
import type { Store } from '../page/store.ts';
import type { GalleryFact, GalleryState } from '../photos/gallery-state.ts';
import type { View } from '../photos/view.ts';

/** Brings photos that are not on the page yet. */
export interface PhotoLoader {
  /** Loads the next page behind the last photo, if there is one and none is on its way. */
  loadOlder: () => Promise<void>;
  /** The same before the first one. */
  loadBefore: () => Promise<void>;
  /** Loads further pages until it is here; undefined for one that is not in the view (any more). */
  findPhoto: (photoId: string) => Promise<Photo | undefined>;
  /**
   * Shows other photos, or the same in another order.
   *
   * @param from opens the list in its middle, at this time of capture.
   * @returns whether it is there; not if it cannot be had, or another view was wanted meanwhile.
   */
  openView: (view: View, from?: number) => Promise<boolean>;
  /** What a view holds, counted. @throws PictureLiveError */
  overview: (view: View) => Promise<PhotoOverview>;
  /** What taking them along would be. @throws PictureLiveError */
  archiveSize: (liked: boolean) => Promise<ArchiveSize>;
  /** The network is back: tries again what had failed. */
  retry: () => void;
}

const PAGE_PHOTOS = 100;

type Photos = Store<GalleryState, GalleryFact>;
type End = 'before' | 'behind';

export function createPhotoLoader(client: RelayClient, photos: Photos): PhotoLoader {
  const sessionId = photos.get().session.id;
  let loading: Promise<void> | null = null;
  let openings = 0;
  let failed: (() => void) | null = null;

  const queryOf = ({ order, filter }: View) => ({ sessionId, order, ...filter });

  async function loadPage(end: End, cursor: string): Promise<void> {
    const { view } = photos.get();
    const opening = openings;
    photos.take({ kind: 'page_asked' });
    const after = end === 'behind' ? { after: cursor } : { before: cursor };
    try {
      const page = await client.photos({ ...queryOf(view), ...after, limit: PAGE_PHOTOS });
      // Whoever hears of the page may ask for the next one at once.
      loading = null;
      // Of a view that is gone by now.
      if (photos.get().view === view && opening === openings) {
        photos.take({ kind: 'page_arrived', page, end });
      } else photos.take({ kind: 'page_failed' });
    } catch (error) {
      loading = null;
      if (!(error instanceof PictureLiveError)) throw error;
      photos.take({ kind: 'page_failed' });
      failed = () => void load(end);
    }
  }

  async function load(end: End): Promise<void> {
    const { cursor, previousCursor } = photos.get();
    const from = end === 'behind' ? cursor : previousCursor;
    if (from === null) return;
    loading ??= loadPage(end, from);
    await loading;
  }

  async function findPhoto(photoId: string): Promise<Photo | undefined> {
    for (;;) {
      const { photos: here, pending, cursor } = photos.get();
      const found = [...pending, ...here].find(({ id }) => id === photoId);
      if (found !== undefined || cursor === null) return found;
      await load('behind');
      if (photos.get().paging === 'failed') return undefined;
    }
  }

  const overview = ({ filter }: View): Promise<PhotoOverview> =>
    client.overview(sessionId, { ...filter, offset: -new Date().getTimezoneOffset() });

  async function openView(view: View, from?: number): Promise<boolean> {
    openings += 1;
    const opening = openings;
    failed = null;
    photos.take({ kind: 'view_asked', view });
    try {
      const asked = { ...queryOf(view), ...(from !== undefined && { from }), limit: PAGE_PHOTOS };
      const [page, { count, hours }] = await Promise.all([client.photos(asked), overview(view)]);
      if (opening !== openings) return false;
      photos.take({ kind: 'view_opened', view, page, count, before: countBefore(hours, from) });
      return true;
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (opening !== openings) return false;
      photos.take({ kind: 'view_failed' });
      failed = () => void openView(view, from);
      return false;
    }
  }

  return {
    loadOlder: () => load('behind'),
    loadBefore: () => load('before'),
    findPhoto,
    openView,
    overview,
    archiveSize: (liked) => client.archiveSize(sessionId, liked),
    retry() {
      const again = failed;
      failed = null;
      again?.();
    },
  };
}

function countBefore(hours: PhotoOverview['hours'], from = -Infinity): number {
  return hours.reduce((sum, hour) => (hour.from < from ? sum + hour.count : sum), 0);
}
