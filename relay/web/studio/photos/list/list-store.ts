import { PictureLiveError } from '@picture-live/shared/errors';
import { createStore, type PictureLive, type Store } from '@picture-live/shared/hooks';
import type { FeedEvent, Photo } from '@picture-live/shared/protocol';
import {
  readEvents,
  withoutPhotos,
  withPage,
  withPhotos,
  type PhotoList,
  type StudioFilter,
} from './photo-list.ts';

export interface ListState extends PhotoList {
  status: 'loading' | 'ready' | 'failed';
  isLoadingMore: boolean;
  /** Why the last question was not answered; null: it was. */
  error: PictureLiveError | null;
}

/** The photos of a session that fit a filter, as members see them; live while anybody listens. */
export interface ListStore extends Store<ListState> {
  loadMore: () => Promise<void>;
  /** Until the oldest one is there. @throws PictureLiveError */
  loadAll: () => Promise<void>;
  reload: () => void;
  /** What was just done here, ahead of the events that say the same. */
  take: (photos: readonly Photo[]) => void;
  drop: (ids: readonly string[]) => void;
}

export interface ListDeps {
  sessionId: string;
  /** Of the session's feed, as long as the list is listened to; both return how to stop. */
  onEvents: (listener: (events: FeedEvent[]) => void) => () => void;
  /** The relay's data were set back to an older state. */
  onSetBack: (listener: () => void) => () => void;
  api: Pick<PictureLive['api'], 'photos' | 'photo'>;
  filter: StudioFilter;
}

const PAGE = 200;
/** Many events at once are one change of the list. */
const GATHER_MS = 60;
const RETRY_MS = 4_000;
/** More than these are asked for with their pages instead of one by one. */
const MOST_SINGLY = 12;

export function listStore(deps: ListDeps): ListStore {
  const { sessionId, api, filter } = deps;
  const query = { sessionId, includeHidden: true, limit: PAGE, ...filter };
  const store = createStore<ListState>(
    { photos: [], cursor: null, status: 'loading', isLoadingMore: false, error: null },
    start,
  );
  let gathered: FeedEvent[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let retrying: ReturnType<typeof setTimeout> | undefined;
  /** Answers to questions from before the list was begun anew are not taken any more. */
  let round = 0;
  let loading: Promise<void> | null = null;

  const change = (next: (list: PhotoList) => PhotoList): void =>
    store.change((state) => ({ ...state, ...next(state) }));

  function start(): () => void {
    const stops = [deps.onEvents(gather), deps.onSetBack(reload)];
    reload();
    return () => {
      clearTimeout(gathering);
      clearTimeout(retrying);
      gathering = undefined;
      round += 1;
      for (const stop of stops) stop();
    };
  }

  function gather(events: FeedEvent[]): void {
    gathered.push(...events);
    gathering ??= setTimeout(() => {
      gathering = undefined;
      const { told, gone } = readEvents(gathered);
      gathered = [];
      take(told);
      void lookAfter(gone);
    }, GATHER_MS);
  }

  /** Guests do not see it any more; it may be hidden here, deleted, or in another session. */
  async function lookAfter(gone: readonly string[]): Promise<void> {
    const known = new Map(store.get().photos.map((photo) => [photo.id, photo]));
    // Those that are hidden already were hidden here.
    const asked = gone.filter((id) => known.get(id)?.hidden === undefined);
    if (asked.length > MOST_SINGLY) return reload();
    await Promise.all(asked.map(readOne));
  }

  async function readOne(id: string): Promise<void> {
    try {
      const photo = await api.photo(id);
      if (photo.sessionId === sessionId) take([photo]);
      else drop([id]);
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (error.retry) retryLater();
      else drop([id]);
    }
  }

  function retryLater(): void {
    clearTimeout(retrying);
    retrying = setTimeout(reload, RETRY_MS);
  }

  /** As far as it was loaded, and at least its first page; what is shown stays until then. */
  function reload(): void {
    clearTimeout(retrying);
    round += 1;
    void readAnew(round, Math.max(PAGE, store.get().photos.length));
  }

  async function readAnew(own: number, atLeast: number): Promise<void> {
    let list: PhotoList = { photos: [], cursor: null };
    try {
      do {
        const page = await api.photos({ ...query, after: list.cursor ?? undefined });
        if (own !== round) return;
        list = withPage(list, page);
      } while (list.cursor !== null && list.photos.length < atLeast);
      store.set({ ...list, status: 'ready', isLoadingMore: false, error: null });
    } catch (error) {
      fail(own, error);
    }
  }

  function fail(own: number, error: unknown): void {
    if (!(error instanceof PictureLiveError)) throw error;
    if (own !== round) return;
    store.change((state) => ({
      ...state,
      status: state.status === 'ready' ? 'ready' : 'failed',
      isLoadingMore: false,
      error,
    }));
    if (error.retry) retryLater();
  }

  /** Whoever asks while a page is on its way waits for that one. */
  function loadMore(): Promise<void> {
    const { status, cursor } = store.get();
    if (status !== 'ready' || cursor === null) return Promise.resolve();
    loading ??= loadFrom(cursor).finally(() => {
      loading = null;
    });
    return loading;
  }

  async function loadFrom(cursor: string): Promise<void> {
    const own = round;
    store.change((state) => ({ ...state, isLoadingMore: true, error: null }));
    try {
      const page = await api.photos({ ...query, after: cursor });
      if (own !== round) return;
      store.change((state) => ({ ...state, ...withPage(state, page), isLoadingMore: false }));
    } catch (error) {
      fail(own, error);
    }
  }

  function take(photos: readonly Photo[]): void {
    change((list) => withPhotos(list, photos, filter));
  }

  function drop(ids: readonly string[]): void {
    change((list) => withoutPhotos(list, new Set(ids)));
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    loadMore,
    async loadAll() {
      while (store.get().status === 'ready' && store.get().cursor !== null) {
        await loadMore();
        const { error } = store.get();
        if (error !== null) throw error;
      }
    },
    reload,
    take,
    drop,
  };
}
