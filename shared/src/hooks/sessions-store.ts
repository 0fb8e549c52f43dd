import { PictureLiveError } from '../errors/index.ts';
import type { sessionClient } from '../client/sessions.ts';
import type { ChangeSession, CreateSession, Session } from '../protocol/index.ts';
import type { Surroundings } from './page/surroundings.ts';
import { createStore, type Store } from './store.ts';

export interface SessionsState {
  /** `failed`: nothing was read yet and the relay does not answer; it is asked again by itself. */
  status: 'loading' | 'ready' | 'failed';
  /** Newest first; deleted ones as long as they can be brought back (`mine.deletedAt`). */
  sessions: readonly Session[];
  /** Whether there are older ones that were not loaded. */
  more: boolean;
  /** Why the last question was not answered; null: it was. */
  error: PictureLiveError | null;
}

/** All reject with a PictureLiveError. */
export interface SessionsActions {
  loadMore: () => Promise<void>;
  create: (wanted: CreateSession) => Promise<Session>;
  /** What is left out stays. */
  change: (id: string, wanted: ChangeSession) => Promise<Session>;
  /** Hides it from everybody but its owners, who can restore it for a while. */
  remove: (id: string) => Promise<void>;
  restore: (id: string) => Promise<Session>;
  reload: () => Promise<void>;
}

export interface SessionsStore extends Store<SessionsState>, SessionsActions {
  /** A newer state of one of them that was heard elsewhere. */
  take: (session: Session) => void;
  /** Somebody else is logged in. */
  forget: () => void;
}

export interface SessionsDeps {
  sessions: ReturnType<typeof sessionClient>;
  around: Surroundings;
}

const PAGE = 50;
/** Nobody pushes the list: sessions of others, counts and expiries are as old as this. */
const LOOK_EVERY_MS = 10_000;
const EMPTY: SessionsState = { status: 'loading', sessions: [], more: false, error: null };

/** The sessions of whoever is logged in; looked at again and again while anybody listens. */
export function sessionsStore({ sessions: client, around }: SessionsDeps): SessionsStore {
  const store = createStore<SessionsState>(EMPTY, start);
  let pages = 1;
  /** Answers to questions from before this one are not taken any more. */
  let asked = 0;

  function start(): () => void {
    const look = (): void => {
      if (around.isVisible()) void reload().catch(() => undefined);
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    const stopWaking = around.onAwake(look);
    return () => {
      clearInterval(timer);
      stopWaking();
    };
  }

  async function read(): Promise<Pick<SessionsState, 'sessions' | 'more'>> {
    const sessions: Session[] = [];
    let after: string | null = null;
    for (let page = 0; page < pages; page += 1) {
      const reply = await client.sessions({ limit: PAGE, ...(after !== null && { after }) });
      sessions.push(...reply.sessions);
      after = reply.nextCursor;
      if (after === null) break;
    }
    return { sessions, more: after !== null };
  }

  /** @throws PictureLiveError, which is in the state, too. */
  async function reload(): Promise<void> {
    asked += 1;
    const question = asked;
    try {
      const found = await read();
      if (question === asked) store.set({ status: 'ready', ...found, error: null });
    } catch (error) {
      if (question === asked && error instanceof PictureLiveError) {
        store.change((state) => ({
          ...state,
          status: state.status === 'ready' ? 'ready' : 'failed',
          error,
        }));
      }
      throw error;
    }
  }

  function take(session: Session): void {
    // An answer that is under way may not know of it.
    asked += 1;
    store.change((state) => ({
      ...state,
      sessions: state.sessions.map((one) =>
        one.id === session.id ? withCover(session, one) : one,
      ),
    }));
  }

  async function change(id: string, wanted: ChangeSession): Promise<Session> {
    const session = await client.changeSession(id, wanted);
    take(session);
    return session;
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    take,
    forget() {
      asked += 1;
      pages = 1;
      store.set(EMPTY);
    },
    reload,
    async loadMore() {
      pages += 1;
      await reload();
    },
    async create(wanted) {
      const session = await client.createSession(wanted);
      asked += 1;
      store.change((state) => ({ ...state, sessions: [session, ...state.sessions] }));
      return session;
    },
    change,
    async remove(id) {
      await client.deleteSession(id);
      take(await client.ownSession(id));
    },
    restore: (id) => change(id, { deleted: false }),
  };
}

/** Only lists say the cover: one that is known stays until the next list. */
function withCover(session: Session, before: Session): Session {
  const { mine } = session;
  const cover = before.mine?.cover;
  if (mine === undefined || mine.cover !== undefined || cover === undefined) return session;
  return { ...session, mine: { ...mine, cover } };
}
