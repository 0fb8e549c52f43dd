import type { PhotoFilter } from '../protocol/index.ts';
import type { AuthActions, AuthState } from './auth-store.ts';
import type { ImagesActions, ImagesState } from './images-store.ts';
import type { PictureLive } from './live.ts';
import type { LinkNews, LinkState, SessionLink } from './session-link.ts';
import type { SessionsActions, SessionsState } from './sessions-store.ts';
import type { Store } from './store.ts';
import type { Upload, Uploads } from './uploads/uploads.ts';

/** What a framework has to bring for the hooks. */
export interface Framework {
  /** The connection of the provider above. @throws Error without one. */
  useLive: () => PictureLive;
  /** The present value; the component renders again when it changes. */
  useStore: <State>(store: Store<State>) => State;
  useEffect: (effect: () => () => void, inputs: readonly unknown[]) => void;
}

export type UseAuth = AuthState & AuthActions;
export type UseSessions = SessionsState & SessionsActions;
export type UseImages = ImagesState &
  ImagesActions & {
    uploads: readonly Upload[];
    /** Returns how many were taken: there is a most that may wait. */
    upload: Uploads['add'];
    retryUpload: Uploads['retry'];
    cancelUpload: Uploads['cancel'];
    clearUploads: Uploads['clear'];
  };
export type UseWebSocket = LinkState & Pick<SessionLink, 'send' | 'typing' | 'on' | 'take'>;

/** What the bindings offer. */
export interface Hooks {
  useLive: () => PictureLive;
  /** Who is logged in, and how to log in and out. */
  useAuth: () => UseAuth;
  /** One's sessions, and what one makes of them. */
  useSessions: () => UseSessions;
  /**
   * The photos of a session, live, and what one brings to it. The filter is compared by its content:
   * it may be written in place.
   */
  useImages: (sessionId: string, filter?: PhotoFilter) => UseImages;
  /** The connection to a session's room, joined while the component is there. */
  useWebSocket: (sessionId: string) => UseWebSocket;
  /** Tells news of a session to the newest `listener` while the component is there. */
  useNews: <Kind extends keyof LinkNews>(
    sessionId: string,
    kind: Kind,
    listener: (news: LinkNews[Kind]) => void,
  ) => void;
}

/** The hooks, the same for every framework that has state and effects. */
export function bindHooks({ useLive, useStore, useEffect }: Framework): Hooks {
  return {
    useLive,
    useAuth: () => {
      const { auth } = useLive();
      const { login, register, logout, changeProfile, changePassword } = auth;
      return { ...useStore(auth), login, register, logout, changeProfile, changePassword };
    },
    useSessions: () => {
      const { sessions } = useLive();
      const { loadMore, create, change, remove, restore, reload } = sessions;
      return { ...useStore(sessions), loadMore, create, change, remove, restore, reload };
    },
    useImages: (sessionId, filter = {}) => {
      const images = useLive().images(sessionId, filter);
      const { loadMore, reload, change, changeMany, remove, restore, uploads } = images;
      return {
        ...useStore(images),
        loadMore,
        reload,
        change,
        changeMany,
        remove,
        restore,
        uploads: useStore(uploads),
        upload: uploads.add,
        retryUpload: uploads.retry,
        cancelUpload: uploads.cancel,
        clearUploads: uploads.clear,
      };
    },
    useWebSocket: (sessionId) => {
      const link = useLive().session(sessionId);
      const { send, typing, on, take } = link;
      return { ...useStore(link), send, typing, on, take };
    },
    useNews: (sessionId, kind, listener) => {
      const link = useLive().session(sessionId);
      useEffect(() => link.on(kind, listener), [link, kind, listener]);
    },
  };
}
