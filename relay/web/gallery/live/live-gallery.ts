import {
  followSession,
  type Connection,
  type RelayClient,
  type SessionFollower,
} from '@picture-live/shared/client';
import {
  isAboutMessage,
  type FeedEvent,
  type Photo,
  type Typing,
} from '@picture-live/shared/protocol';
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
import { createPhotoLoader, type PhotoLoader } from './photo-loader.ts';
import { leavingBy, whenOffScreen } from './off-screen.ts';
import { refusalOf, type Refusal } from './refusal.ts';
import { createPaintReports } from './paint-reports.ts';

/** A session's gallery that keeps itself up to date. */
export interface LiveGallery extends PhotoLoader {
  photos: Store<GalleryState, GalleryFact>;
  connection: Store<Connection, Connection>;
  /** Whether the relay has shut this page out. */
  refusal: Store<Refusal, Refusal>;
  /** Whether new photos may appear at once, or wait until the guest asks for them. */
  setHold: (hold: boolean) => void;
  /** This photo's picture is decoded and painted. */
  painted: (photo: Photo) => void;
  /** This photo was opened in the viewer. */
  opened: (photo: Photo) => void;
  /** The page is shown again, or the network is back. */
  wake: () => void;
  /** This guest writes; to be called with every key. */
  type: (name: string) => void;
  /** Somebody without a name has one now. */
  rejoin: () => void;
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
  /** Every event of the feed, once the photos are up to date with it. */
  onEvents: (events: FeedEvent[]) => void;
  /** Who joins the room; see `Guest.token`. */
  token: () => Promise<string | null>;
  onTyping: (typing: Typing) => void;
  /** This guest has read so far, here or on another device. */
  onRead: (seq: number) => void;
}

/** Opens the gallery and follows its session for as long as the page lives. */
export function startLiveGallery(parts: LiveGalleryParts): LiveGallery {
  const { client, data } = parts;
  const sessionId = data.session.id;
  const photos = createStore(
    openGalleryState(data.session, data.photos, data.cover),
    nextGalleryState,
  );
  const connection = createStore<Connection, Connection>('connecting', (_, next) => next);
  const refusal = createStore<Refusal, Refusal>(null, (_, next) => next);
  const reports = createPaintReports((painted) => follower.reportPainted(painted));
  const loader = createPhotoLoader(client, photos);
  let hold = false;

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
    parts.onEvents(events);
  }

  const follower: SessionFollower = followSession({
    client,
    sessionId,
    after: data.session.lastSeq,
    era: data.session.era,
    isVisit: true,
    onEvents: takeEvents,
    token: parts.token,
    onTyping: parts.onTyping,
    onMessagesRead: ({ seq }) => parts.onRead(seq),
    onConnection(next) {
      connection.take(next);
      if (next === 'live' || next === 'polling') refusal.take(null);
      if (next === 'live') loader.retry();
    },
    onRefused: ({ code }) => refusal.take(refusalOf(code)),
    onSetBack: parts.onSetBack,
  });

  return {
    ...loader,
    photos,
    connection,
    refusal,
    setHold(next) {
      hold = next;
    },
    painted: reports.painted,
    opened: ({ id }) => follower.reportSeen(id),
    wake: follower.wake,
    type: follower.typing,
    rejoin: follower.rejoin,
    rest: reports.forget,
  };
}
