import { followSession, type Connection, type RelayClient } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import {
  isAboutMessage,
  type FeedEvent,
  type MessageEvent,
  type Photo,
  type PhotoPage,
  type PublicSession,
} from '@picture-live/shared/protocol';
import { leavingBy, whenOffScreen } from '../../gallery/live/off-screen.ts';
import { createPaintReports } from '../../gallery/live/paint-reports.ts';
import { refusalOf, type Refusal } from '../../gallery/live/refusal.ts';
import { createStore, type Store } from '../../gallery/page/store.ts';
import { isNews, nextKnown, openKnown, type KnownFact, type KnownPhotos } from './known-photos.ts';

/** A session that a wall follows. */
export interface LiveWall {
  state: Store<KnownPhotos, KnownFact>;
  connection: Store<Connection, Connection>;
  refusal: Store<Refusal, Refusal>;
  /** Came into the session while the wall was open. */
  isFresh: (photo: Photo) => boolean;
  /** The time on the relay's clock: that of an old mini-PC may be hours off. */
  relayNow: () => number;
  painted: (photo: Photo) => void;
  /** The computer may have slept, or the network is back. */
  wake: () => void;
  stop: () => void;
}

export interface LiveWallParts {
  client: RelayClient;
  session: PublicSession;
  photos: PhotoPage;
  onMessage: (event: MessageEvent) => void;
  /** What this page shows was never so: it has to be opened anew. */
  onSetBack: () => void;
}

const PAGE_PHOTOS = 100;
/** One page after the other, while the first pictures are under way. */
const PAUSE_MS = 250;

/** Follows a session for as long as the page lives. */
export function startLiveWall(parts: LiveWallParts): LiveWall {
  const { client, session } = parts;
  const sessionId = session.id;
  const state = createStore(openKnown(session, parts.photos), nextKnown);
  const connection = createStore<Connection, Connection>('connecting', (_, next) => next);
  const refusal = createStore<Refusal, Refusal>(null, (_, next) => next);
  const reports = createPaintReports((painted) => follower.reportPainted(painted));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLoading = false;

  function takeEvent(event: FeedEvent): void {
    if (isAboutMessage(event)) return parts.onMessage(event);
    const before = state.get();
    if ('photo' in event && isNews(before, event) && !document.hidden) reports.expect(event.photo);
    const known = 'photo' in event ? before.photos.get(event.photo.id) : undefined;
    const leaving = leavingBy(event, known);
    state.take({ kind: 'event', event });
    if (leaving !== null)
      whenOffScreen(leaving.isOnScreen, () => follower.reportGone(leaving.gone));
  }

  /** Asks for older photos until all are here; after a failure again when the relay is back. */
  async function loadOlder(): Promise<void> {
    const { cursor } = state.get();
    if (isLoading || cursor === null) return;
    isLoading = true;
    state.take({ kind: 'page_asked' });
    try {
      const page = await client.photos({ sessionId, after: cursor, limit: PAGE_PHOTOS });
      state.take({ kind: 'page_arrived', page });
      timer = setTimeout(() => void loadOlder(), PAUSE_MS);
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      state.take({ kind: 'page_failed' });
    } finally {
      isLoading = false;
    }
  }

  const follower = followSession({
    client,
    sessionId,
    after: session.lastSeq,
    era: session.era,
    onEvents: (events) => events.forEach(takeEvent),
    onConnection(next) {
      connection.take(next);
      if (next !== 'live' && next !== 'polling') return;
      refusal.take(null);
      void loadOlder();
    },
    onRefused: ({ code }) => refusal.take(refusalOf(code)),
    onSetBack: parts.onSetBack,
  });

  return {
    state,
    connection,
    refusal,
    isFresh: ({ seq }) => seq > session.lastSeq,
    relayNow: () => Date.now() + (follower.clock()?.offsetMs ?? 0),
    painted: reports.painted,
    wake: follower.wake,
    stop() {
      clearTimeout(timer);
      follower.stop();
    },
  };
}
