import { PictureLiveError } from '../errors/index.ts';
import { followSession, type Connection, type SessionFollower } from '../client/follow-session.ts';
import { backoffMs } from '../client/backoff.ts';
import type { RoomMessages } from '../client/messages-room.ts';
import type { sessionClient } from '../client/sessions.ts';
import {
  isAboutMessage,
  type FeedEvent,
  type MessagesRead,
  type RemovalProgress,
  type Session,
  type TakedownNews,
  type Typing,
  type UploadProgress,
} from '../protocol/index.ts';
import type { Surroundings } from './page/surroundings.ts';
import { createStore, type Store } from './store.ts';

/** One session, live. */
export interface LinkState {
  /** `live`: events are pushed. `polling`: no push, but the relay answers. `offline`: neither. */
  connection: Connection;
  /** Open pages of guests; null until the room was joined. */
  viewers: number | null;
  /** As it is now, with what its members know in `mine`; null until it was read. */
  session: Session | null;
  /** Why the relay says no: the session is gone, somebody was taken out of it. Null: it does not. */
  refusal: PictureLiveError | null;
}

/** What is heard of a session, by kind. */
export interface LinkNews {
  /** Events of the feed since the session was opened: each once, in order, without gaps. */
  events: FeedEvent[];
  typing: Typing;
  read: MessagesRead;
  removal: RemovalProgress;
  takedown: TakedownNews;
  upload: UploadProgress;
  /** The relay's data were set back to an older state: what was heard before is void. */
  setBack: null;
}

export interface SessionLink extends Store<LinkState>, RoomMessages {
  readonly sessionId: string;
  /** Listening keeps the session open, as `subscribe` does; returns how to stop. */
  on: <Kind extends keyof LinkNews>(
    kind: Kind,
    listener: (news: LinkNews[Kind]) => void,
  ) => () => void;
  /** What a call has answered, ahead of the event that says the same. */
  take: (session: Session) => void;
}

export interface LinkDeps {
  baseUrl: string;
  sessions: Pick<ReturnType<typeof sessionClient>, 'ownSession' | 'feed'>;
  token: () => Promise<string | null>;
  around: Surroundings;
  /** Told of every newer state of the session. */
  onSession?: (session: Session) => void;
}

const READ_AFTER_MS = 1_500;
const RETRY = { firstMs: 1_000, capMs: 15_000 };

type Listeners = { [Kind in keyof LinkNews]: Set<(news: LinkNews[Kind]) => void> };

/** Follows a session while anybody listens. */
export function sessionLink(sessionId: string, deps: LinkDeps): SessionLink {
  let follower: SessionFollower | null = null;
  let reading: ReturnType<typeof setTimeout> | undefined;
  const listeners: Listeners = {
    events: new Set(),
    typing: new Set(),
    read: new Set(),
    removal: new Set(),
    takedown: new Set(),
    upload: new Set(),
    setBack: new Set(),
  };
  const store = createStore<LinkState>(
    { connection: 'connecting', viewers: null, session: null, refusal: null },
    start,
  );
  const patch = (changes: Partial<LinkState>): void =>
    store.change((state) => ({ ...state, ...changes }));
  const tell =
    <Kind extends keyof LinkNews>(kind: Kind) =>
    (news: LinkNews[Kind]): void => {
      for (const listener of listeners[kind]) listener(news);
    };

  function start(): () => void {
    const opening = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;

    async function open(): Promise<void> {
      try {
        // What happens after this answer is in the feed after its `lastSeq`.
        const session = await deps.sessions.ownSession(sessionId);
        if (opening.signal.aborted) return;
        take(session);
        follow(session);
      } catch (error) {
        if (!(error instanceof PictureLiveError)) throw error;
        if (opening.signal.aborted) return;
        if (!error.retry) return patch({ refusal: error });
        failures += 1;
        patch({ connection: 'offline' });
        timer = setTimeout(() => void open(), backoffMs(RETRY, failures, Math.random()));
      }
    }

    const stopWaking = deps.around.onAwake(() => follower?.wake());
    void open();
    return () => {
      opening.abort();
      clearTimeout(timer);
      clearTimeout(reading);
      reading = undefined;
      stopWaking();
      follower?.stop();
      follower = null;
      patch({ connection: 'connecting', viewers: null });
    };
  }

  function follow({ lastSeq, era }: Session): void {
    follower = followSession({
      client: { baseUrl: deps.baseUrl, feed: deps.sessions.feed },
      sessionId,
      after: lastSeq,
      era,
      token: deps.token,
      onEvents: hear,
      onConnection: (connection) =>
        patch(connection === 'live' ? { connection, refusal: null } : { connection }),
      onRefused: (refusal) => patch({ refusal }),
      onPresence: ({ viewers }) => patch({ viewers }),
      onTyping: tell('typing'),
      onMessagesRead: tell('read'),
      onRemoval: tell('removal'),
      onTakedown: tell('takedown'),
      onUpload: tell('upload'),
      onSetBack() {
        tell('setBack')(null);
        readSoon();
      },
    });
  }

  function hear(events: FeedEvent[]): void {
    let { session } = store.get();
    for (const event of events) {
      if (session === null) break;
      const { mine } = session;
      // The feed does not say what only members know.
      if (event.type === 'session_updated') {
        session = { ...event.session, ...(mine !== undefined && { mine }) };
      }
      session = { ...session, lastSeq: Math.max(session.lastSeq, event.seq) };
    }
    if (session !== null) take(session);
    if (!events.every(isAboutMessage)) readSoon();
    tell('events')(events);
  }

  /** Photos cannot be counted by events, which tell the present state; nor do they say `mine`. */
  function readSoon(): void {
    reading ??= setTimeout(() => {
      reading = undefined;
      deps.sessions.ownSession(sessionId).then(take, (error: unknown) => {
        // The next event asks again, and a refusal is heard by whoever follows.
        if (!(error instanceof PictureLiveError)) throw error;
      });
    }, READ_AFTER_MS);
  }

  function take(session: Session): void {
    patch({ session, refusal: null });
    deps.onSession?.(session);
  }

  return {
    sessionId,
    get: store.get,
    subscribe: store.subscribe,
    on(kind, listener) {
      const stop = store.subscribe(() => undefined);
      listeners[kind].add(listener);
      return () => {
        listeners[kind].delete(listener);
        stop();
      };
    },
    take,
    send: (message) =>
      follower === null
        ? Promise.reject(new PictureLiveError('relay_unreachable'))
        : follower.send(message),
    typing: (name) => follower?.typing(name),
  };
}
