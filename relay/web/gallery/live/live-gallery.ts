import {
  followSession,
  type Connection,
  type RelayClient,
  type SessionFollower,
} from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import { isAboutMessage, type FeedEvent, type Photo } from '@picture-live/shared/protocol';
import type { GalleryData } from '../page/gallery-data.ts';
import { createStore, type Store } from '../page/store.ts';
import {
  findPhoto as photoIn,
  isNews,
  nextGalleryState,
  openGalleryState,
  type GalleryFact,
  type GalleryState,
} from '../photos/gallery-state.ts';
import { leavingBy, whenOffScreen } from './off-screen.ts';
import { refusalOf, type Refusal } from './refusal.ts';
import { createPaintReports } from './paint-reports.ts';

/** A session's gallery that keeps itself up to date. */
export interface LiveGallery {
  photos: Store<GalleryState, GalleryFact>;
  connection: Store<Connection, Connection>;
  /** Whether the relay has shut this page out. */
  refusal: Store<Refusal, Refusal>;
  /** Whether new photos may appear at once, or wait until the guest asks for them. */
  setHold: (hold: boolean) => void;
  /** Loads the next page of older photos, if there is one and none is on its way. */
  loadOlder: () => Promise<void>;
  /** Loads older pages until it is here; undefined for one that is not in the session (any more). */
  findPhoto: (photoId: string) => Promise<Photo | undefined>;
  /** This photo's picture is decoded and painted. */
  painted: (photo: Photo) => void;
  /** The page is shown again, or the network is back. */
  wake: () => void;
  /** The page is out of sight. */
  rest: () => void;
}

export interface LiveGalleryParts {
  client: RelayClient;
  data: GalleryData;
  /** Whether somebody can see the page's photos at this moment. */
  isVisible: () => boolean;
  /** What this page shows was never so: it has to be opened anew. */
  onSetBack: () => void;
}

const PAGE_PHOTOS = 100;

/** Opens the gallery and follows its session for as long as the page lives. */
export function startLiveGallery(parts: LiveGalleryParts): LiveGallery {
  const { client, data } = parts;
  const sessionId = data.session.id;
  const photos = createStore(openGalleryState(data.session, data.photos), nextGalleryState);
  const connection = createStore<Connection, Connection>('connecting', (_, next) => next);
  const refusal = createStore<Refusal, Refusal>(null, (_, next) => next);
  const reports = createPaintReports((painted) => follower.reportPainted(painted));
  let hold = false;
  let loading: Promise<void> | null = null;

  function takeEvents(events: FeedEvent[]): void {
    const isSeen = parts.isVisible();
    for (const event of events) {
      // Nothing of it is on this page: not even a render.
      if (isAboutMessage(event)) continue;
      if (isSeen && 'photo' in event && isNews(photos.get(), event)) reports.expect(event.photo);
      const photoId = 'photo' in event ? event.photo.id : '';
      const leaving = leavingBy(event, photoIn(photos.get(), photoId));
      photos.take({ kind: 'events', events: [event], hold });
      if (leaving !== null)
        whenOffScreen(leaving.isOnScreen, () => follower.reportGone(leaving.gone));
    }
  }

  async function loadPage(after: string): Promise<void> {
    photos.take({ kind: 'page_asked' });
    try {
      const page = await client.photos({ sessionId, after, limit: PAGE_PHOTOS });
      photos.take({ kind: 'page_arrived', page });
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      photos.take({ kind: 'page_failed' });
    }
  }

  async function loadOlder(): Promise<void> {
    const { cursor } = photos.get();
    if (cursor === null) return;
    loading ??= loadPage(cursor).finally(() => {
      loading = null;
    });
    await loading;
  }

  async function findPhoto(photoId: string): Promise<Photo | undefined> {
    for (;;) {
      const { photos: here, pending, cursor } = photos.get();
      const found = [...pending, ...here].find(({ id }) => id === photoId);
      if (found !== undefined || cursor === null) return found;
      await loadOlder();
      if (photos.get().paging === 'failed') return undefined;
    }
  }

  const follower: SessionFollower = followSession({
    client,
    sessionId,
    after: data.session.lastSeq,
    onEvents: takeEvents,
    onConnection(next) {
      connection.take(next);
      if (next === 'live' || next === 'polling') refusal.take(null);
      if (next === 'live' && photos.get().paging === 'failed') void loadOlder();
    },
    onRefused: ({ code }) => refusal.take(refusalOf(code)),
    onSetBack: parts.onSetBack,
  });

  return {
    photos,
    connection,
    refusal,
    setHold(next) {
      hold = next;
    },
    loadOlder,
    findPhoto,
    painted: reports.painted,
    wake: follower.wake,
    rest: reports.forget,
  };
}
