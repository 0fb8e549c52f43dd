import { PictureLiveError } from '../errors/index.ts';
import type { photoClient } from '../client/photos.ts';
import type {
  ChangePhoto,
  FeedEvent,
  Photo,
  PhotoBatch,
  PhotoBatchReply,
  PhotoFilter,
} from '../protocol/index.ts';
import { matches } from './matches.ts';
import type { SessionLink } from './session-link.ts';
import { createStore, type Store } from './store.ts';
import type { Uploads } from './uploads/uploads.ts';

export interface ImagesState {
  status: 'loading' | 'ready' | 'failed';
  /** Newest first. */
  photos: readonly Photo[];
  /** Whether there are older ones that were not loaded. */
  more: boolean;
  loadingMore: boolean;
  /** Why the last question was not answered; null: it was. */
  error: PictureLiveError | null;
}

/** All reject with a PictureLiveError. */
export interface ImagesActions {
  loadMore: () => Promise<void>;
  reload: () => Promise<void>;
  change: (id: string, change: ChangePhoto) => Promise<void>;
  /** The same for up to 500 of them; each has an outcome of its own. */
  changeMany: (batch: WithoutSession<PhotoBatch>) => Promise<PhotoBatchReply>;
  /** Takes it back from every screen. */
  remove: (id: string) => Promise<void>;
  /** Brings back what was removed. */
  restore: (id: string) => Promise<void>;
}

/** A batch whose session is known. */
type WithoutSession<Batch> = Batch extends unknown ? Omit<Batch, 'sessionId'> : never;

export interface ImagesStore extends Store<ImagesState>, ImagesActions {
  readonly uploads: Uploads;
}

export interface ImagesDeps {
  link: SessionLink;
  photos: ReturnType<typeof photoClient>;
  uploads: Uploads;
  filter: PhotoFilter;
  /** Photos that are asked for at once. */
  page: number;
}

/** Many events in a row are one question. */
const RELOAD_AFTER_MS = 400;
const RETRY_MS = 5_000;
const EMPTY: ImagesState = {
  status: 'loading',
  photos: [],
  more: false,
  loadingMore: false,
  error: null,
};

/** The photos of a session that fit a filter, live while anybody listens. */
export function imagesStore(deps: ImagesDeps): ImagesStore {
  const { link, photos: client, uploads, filter, page } = deps;
  const { sessionId } = link;
  const store = createStore<ImagesState>(EMPTY, start);
  let cursor: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Answers to questions from before this one are not taken any more. */
  let asked = 0;

  function start(): () => void {
    const stops = [
      link.on('events', (events) => events.forEach(hear)),
      link.on('upload', uploads.heard),
      link.on('setBack', () => reloadIn(0)),
    ];
    reloadIn(0);
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }

  function reloadIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reload().catch((error: unknown) => {
        if (error instanceof PictureLiveError && error.retry) reloadIn(RETRY_MS);
      });
    }, ms);
  }

  async function ask(after: string | null): Promise<readonly Photo[] | null> {
    asked += 1;
    const question = asked;
    try {
      const reply = await client.photos({
        sessionId,
        ...filter,
        limit: page,
        after: after ?? undefined,
      });
      if (question !== asked) return null;
      cursor = reply.nextCursor;
      return reply.photos;
    } catch (error) {
      if (question === asked && error instanceof PictureLiveError) {
        store.change((state) => ({
          ...state,
          status: state.status === 'ready' ? 'ready' : 'failed',
          loadingMore: false,
          error,
        }));
      }
      throw error;
    }
  }

  async function reload(): Promise<void> {
    const photos = await ask(null);
    if (photos === null) return;
    store.set({ status: 'ready', photos, more: cursor !== null, loadingMore: false, error: null });
  }

  async function loadMore(): Promise<void> {
    const { status, loadingMore } = store.get();
    if (status !== 'ready' || loadingMore || cursor === null) return;
    store.change((state) => ({ ...state, loadingMore: true }));
    const older = await ask(cursor);
    if (older === null) return;
    store.change((state) => {
      const known = new Set(state.photos.map(({ id }) => id));
      const added = older.filter(({ id }) => !known.has(id));
      const photos = [...state.photos, ...added];
      return { ...state, photos, more: cursor !== null, loadingMore: false, error: null };
    });
  }

  function hear(event: FeedEvent): void {
    if ('photo' in event) put(event.photo);
    else if (event.type === 'photo_removed') void gone(event.photoId);
  }

  /** What is hidden from guests leaves the feed, but not the list of whoever wants to see it. */
  async function gone(id: string): Promise<void> {
    if (filter.includeHidden !== true) return drop(id);
    try {
      put(await client.photo(id));
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      if (error.retry) reloadIn(RETRY_MS);
      else drop(id);
    }
  }

  function drop(id: string): void {
    store.change((state) => ({ ...state, photos: state.photos.filter((one) => one.id !== id) }));
  }

  function put(photo: Photo): void {
    const fits = matches(photo, filter);
    if (fits === 'ask') return reloadIn(RELOAD_AFTER_MS);
    if (!fits) return drop(photo.id);
    store.change((state) => ({ ...state, photos: placed(state, photo) }));
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    uploads,
    reload,
    loadMore,
    change: async (id, change) => put(await client.changePhoto(id, change)),
    async changeMany(batch) {
      const reply = await client.changePhotos({ ...batch, sessionId });
      // What guests do not see is not in the feed.
      if (filter.includeHidden === true) reloadIn(RELOAD_AFTER_MS);
      return reply;
    },
    async remove(id) {
      await client.deletePhoto(id);
      await gone(id);
    },
    restore: async (id) => put(await client.restorePhoto(id)),
  };
}

/** The list with a photo in its place: by `seq`, the newest first. */
function placed({ photos, more }: ImagesState, photo: Photo): readonly Photo[] {
  const isKnown = photos.some(({ id }) => id === photo.id);
  if (isKnown) return photos.map((one) => (one.id === photo.id ? photo : one));
  const index = photos.findIndex(({ seq }) => seq < photo.seq);
  if (index !== -1) return [...photos.slice(0, index), photo, ...photos.slice(index)];
  // Older than all that were loaded: it comes with its page.
  return more ? photos : [...photos, photo];
}
