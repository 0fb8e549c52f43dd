import type { PictureLiveError } from '../errors/index.ts';
import type {
  FeedEvent,
  Joined,
  PhotoPainted,
  Presence,
  RemovalProgress,
} from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import { addClockSample, estimateClock, type ClockEstimate, type ClockSample } from './clock.ts';
import { createFollower, follow, isBehind, type FollowerFact } from './follower.ts';
import { createGoneReports, type GonePhoto } from './gone-reports.ts';
import type { MemberListeners } from './member-news.ts';
import type { RoomMessageListeners, RoomMessages } from './messages-room.ts';
import type { RelayClient } from './relay-client.ts';
import { enterRoom } from './room.ts';
import { createSeenReports } from './seen-reports.ts';

/**
 * `live`: events are pushed. `polling`: no push, but the feed answers. `offline`: neither.
 * `connecting`: not known yet, or lost a moment ago.
 */
export type Connection = 'connecting' | 'live' | 'polling' | 'offline';

export interface FollowOptions extends RoomMessageListeners, MemberListeners {
  /** Where the feed is read, as the same person as `token`: `sessionClient` has one for people. */
  client: Pick<RelayClient, 'baseUrl' | 'feed'>;
  sessionId: string;
  /** Everything up to this `seq` is known already. */
  after: number;
  /** Of the session that said so; undefined: whichever it is now. */
  era?: string | undefined;
  deviceToken?: string;
  /** Who joins, asked for every time: an access token, a guest token, or null for nobody. */
  token?: (() => Promise<string | null>) | undefined;
  /** Events of the feed: each once, in order, without gaps. */
  onEvents: (events: FeedEvent[]) => void;
  /** Whether this is a guest who has opened the gallery: counted once. */
  isVisit?: boolean;
  /** Called on every change. */
  onConnection?: (connection: Connection) => void;
  /** The relay answers but says no (the session is gone, the token is void); asked again slowly. */
  onRefused?: (error: PictureLiveError) => void;
  onPresence?: (presence: Presence) => void;
  /** To devices only. */
  onPainted?: (painted: PhotoPainted) => void;
  /** To devices and members only. */
  onRemoval?: (progress: RemovalProgress) => void;
  /** The relay's data were set back to an older state: what came by `onEvents` is void. */
  onSetBack?: () => void;
  random?: () => number;
}

export interface SessionFollower extends RoomMessages {
  /** The device may have slept, the page was shown again, the network has changed: look at once. */
  wake: () => void;
  /** Somebody else than before is here, by what `token` says now. */
  rejoin: () => void;
  /** A picture has just been painted on this screen; told to the relay as often as it asked for. */
  reportPainted: (photo: { photoId: string; revision: number }) => void;
  /** A picture that an event took away is off this screen; told as soon as there is a connection. */
  reportGone: (gone: GonePhoto) => void;
  /** Somebody has opened this photo; counted once for as long as it is followed. */
  reportSeen: (photoId: string) => void;
  /** Difference to the relay's clock; null until it has been asked. */
  clock: () => ClockEstimate | null;
  stop: () => void;
}

const PAGE_EVENTS = 200;
const ASK_AGAIN = { firstMs: 500, capMs: 15_000 };
const POLL = { firstMs: 4_000, capMs: 30_000 };
const HEARTBEAT_MS = 5_000;
/** Browsers slow the timers of hidden pages down to one a minute; more than this is sleep. */
const ASLEEP_MS = 90_000;
const CLOCK_EVERY_MS = 60_000;
const FIRST_CLOCK_SAMPLES = 3;

/**
 * Follows a session's feed until stopped: over the relay's socket, or by asking every few seconds
 * while that cannot be had. Reconnects for ever, with backoff and jitter.
 */
export function followSession(options: FollowOptions): SessionFollower {
  const { client, sessionId, random = Math.random } = options;
  const stopping = new AbortController();
  let follower = createFollower(options.after, options.era);
  let connection: Connection = 'connecting';
  let joined: Joined | null = null;
  let samples: readonly ClockSample[] = [];
  let askFailures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let beatAt = Date.now();
  let clockAskedAt = 0;

  function enter(next: Connection): void {
    if (next === connection) return;
    connection = next;
    options.onConnection?.(next);
  }

  function heed(error: PictureLiveError): void {
    if (!error.retry) options.onRefused?.(error);
  }

  function take(fact: FollowerFact): void {
    const { state, deliver, ask, setBack } = follow(follower, fact);
    follower = state;
    if (setBack) options.onSetBack?.();
    if (deliver.length > 0) options.onEvents(deliver);
    if (ask !== null) void askFeed(ask);
    else scheduleLook();
  }

  async function askFeed(after: number): Promise<void> {
    const { signal } = stopping;
    const answer = await client.feed({ sessionId, after, limit: PAGE_EVENTS }, { signal }).then(
      (page) => ({ kind: 'answered' as const, after, page }),
      (error: PictureLiveError) => ({ kind: 'ask_failed' as const, error }),
    );
    if (signal.aborted) return;
    const failed = answer.kind === 'ask_failed';
    askFailures = failed ? askFailures + 1 : 0;
    if (failed) heed(answer.error);
    if (joined === null) enter(failed ? 'offline' : 'polling');
    take(answer);
  }

  /** The next look: soon when something is missing, every few seconds while nothing is pushed. */
  function scheduleLook(): void {
    clearTimeout(timer);
    if (stopping.signal.aborted || follower.asking) return;
    if (joined !== null && !isBehind(follower)) return;
    const pace = joined === null ? POLL : ASK_AGAIN;
    timer = setTimeout(
      () => take({ kind: 'look' }),
      backoffMs(pace, Math.max(1, askFailures), random()),
    );
  }

  async function sampleClock(times: number): Promise<void> {
    clockAskedAt = Date.now();
    for (let count = 0; count < times; count += 1) {
      const sample = await room.askClock();
      if (sample === null) return;
      samples = addClockSample(samples, sample);
    }
  }

  const goneReports = createGoneReports((gone) => {
    if (joined === null) return false;
    room.gone({ sessionId, gone });
    return true;
  });

  const seenReports = createSeenReports((seen) => {
    if (joined === null) return false;
    room.seen({ sessionId, ...seen });
    return true;
  }, options.isVisit === true);

  const room = enterRoom({
    baseUrl: client.baseUrl,
    sessionId,
    deviceToken: options.deviceToken,
    token: options.token,
    onTyping: (typing) => options.onTyping?.(typing),
    onMessagesRead: (read) => options.onMessagesRead?.(read),
    onUpload: (progress) => options.onUpload?.(progress),
    onTakedown: (news) => options.onTakedown?.(news),
    random,
    onJoined(reply) {
      joined = reply;
      askFailures = 0;
      enter('live');
      goneReports.flush();
      seenReports.flush();
      options.onPresence?.({ viewers: reply.viewers });
      take({ kind: 'joined', lastSeq: reply.lastSeq, era: reply.era });
      void sampleClock(FIRST_CLOCK_SAMPLES);
    },
    onEvent: (event) => take({ kind: 'pushed', event }),
    onUnclear: () => take({ kind: 'look' }),
    onPresence: (presence) => options.onPresence?.(presence),
    onPainted: (painted) => options.onPainted?.(painted),
    onRemoval: (progress) => options.onRemoval?.(progress),
    onLeft(error) {
      joined = null;
      heed(error);
      if (connection === 'live') enter('connecting');
      scheduleLook();
    },
  });

  function wake(): void {
    room.hurry();
    take({ kind: 'look' });
  }

  const heartbeat = setInterval(() => {
    const sleptMs = Date.now() - beatAt;
    beatAt = Date.now();
    if (sleptMs > ASLEEP_MS) wake();
    else if (joined !== null && beatAt - clockAskedAt > CLOCK_EVERY_MS) void sampleClock(1);
  }, HEARTBEAT_MS);
  scheduleLook();

  return {
    wake,
    rejoin: () => room.rejoin(),
    send: room.send,
    typing: room.typing,
    reportPainted({ photoId, revision }) {
      const clock = estimateClock(samples);
      if (joined === null || clock === null || random() >= joined.paintShare) return;
      room.painted({ photoId, revision, at: Math.round(Date.now() + clock.offsetMs) });
    },
    reportGone: goneReports.add,
    reportSeen: seenReports.add,
    clock: () => estimateClock(samples),
    stop() {
      stopping.abort(new Error('Stopped following.'));
      clearTimeout(timer);
      clearInterval(heartbeat);
      goneReports.stop();
      seenReports.stop();
      room.leave();
    },
  };
}
