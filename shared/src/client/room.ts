import { io, type Socket } from 'socket.io-client';
import * as z from 'zod/mini';
import { PictureLiveError } from '../errors/index.ts';
import {
  EpochMs,
  FeedEvent,
  Joined,
  PhotoPainted,
  Presence,
  RemovalProgress,
  SocketError,
  type ClientToServerEvents,
  type Painted,
  type PhotoGone,
  type Seen,
  type ServerToClientEvents,
} from '../protocol/index.ts';
import type { ClockSample } from './clock.ts';
import { backoffMs } from './backoff.ts';
import { listenAsMember, type MemberListeners } from './member-news.ts';
import {
  errorOf,
  roomMessages,
  type RoomMessageListeners,
  type RoomMessages,
} from './messages-room.ts';

const RECONNECT = { firstMs: 1_000, capMs: 15_000 };
const CONNECT_TIMEOUT_MS = 10_000;
const ACK_TIMEOUT_MS = 5_000;
/** Before a token runs out it is replaced by a fresh one; `createAuth` has one by then. */
const REJOIN_EARLY_MS = 20_000;
/** No timer can wait for longer. */
const LONGEST_WAIT_MS = 24 * 24 * 3_600_000;

export interface RoomOptions extends RoomMessageListeners, MemberListeners {
  baseUrl: string;
  sessionId: string;
  deviceToken: string | undefined;
  /** Who joins, asked for every time: an access token, a guest token, or null for nobody. */
  token?: (() => Promise<string | null>) | undefined;
  onJoined: (joined: Joined) => void;
  onEvent: (event: FeedEvent) => void;
  /** Something was pushed that is not understood: the feed knows better. */
  onUnclear: () => void;
  onPresence: (presence: Presence) => void;
  onPainted: (painted: PhotoPainted) => void;
  /** To devices and members: how many screens a photo has left. */
  onRemoval?: ((progress: RemovalProgress) => void) | undefined;
  /** Not in the room: a connection was lost, refused, or could not be made. Tries again by itself. */
  onLeft: (error: PictureLiveError) => void;
  random: () => number;
}

/** A session's room on the relay, joined and joined again until it is left. */
export interface Room extends RoomMessages {
  painted(report: Painted): void;
  /** These pictures are off this screen. */
  gone(report: PhotoGone): void;
  /** What this page has shown. */
  seen(report: Seen): void;
  /** Asks for the relay's time; null without a connection or an answer. */
  askClock(): Promise<ClockSample | null>;
  /** Makes sure now that the connection is alive: tries at once, or tests the one it believes in. */
  hurry(): void;
  /** Joins again as whoever `token` says now; the socket stays. */
  rejoin(): void;
  leave(): void;
}

const FEED_EVENTS = [
  'new_photo',
  'photo_status_updated',
  'photo_removed',
  'new_message',
  'message_updated',
  'message_removed',
  'session_updated',
] as const satisfies FeedEvent['type'][];

const JoinReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: Joined }),
  z.object({ ok: z.literal(false), error: SocketError }),
]);

/** Connects over WebSocket only and joins. */
export function enterRoom(options: RoomOptions): Room {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(options.baseUrl, {
    transports: ['websocket'],
    forceNew: true,
    // Its own cannot be hurried when a phone wakes up.
    reconnection: false,
    timeout: CONNECT_TIMEOUT_MS,
    autoConnect: false,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rejoining: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isLeft = false;

  const isConnected = (): boolean => socket.connected;

  function connect(): void {
    clearTimeout(timer);
    timer = undefined;
    socket.connect();
  }

  function retryAfter(error: PictureLiveError): void {
    if (isLeft) return;
    socket.disconnect();
    failures += 1;
    // What a person has to change first is asked for at the slowest pace.
    const pace = error.retry ? failures : Number.POSITIVE_INFINITY;
    clearTimeout(timer);
    timer = setTimeout(connect, backoffMs(RECONNECT, pace, options.random()));
    options.onLeft(error);
  }

  async function join(): Promise<void> {
    const { sessionId, deviceToken } = options;
    try {
      const token = (await options.token?.()) ?? undefined;
      if (!isConnected() || isLeft) return;
      const request = {
        sessionId,
        ...(token !== undefined && { token }),
        ...(deviceToken !== undefined && { deviceToken }),
      };
      const answer: unknown = await socket
        .timeout(ACK_TIMEOUT_MS)
        .emitWithAck('join_session', request);
      const reply = z.parse(JoinReply, answer);
      if (!reply.ok) return retryAfter(errorOf(reply.error));
      failures = 0;
      rejoinInTime(reply.value.endsIn ?? null);
      options.onJoined(reply.value);
    } catch (error) {
      // A lost connection has already been dealt with by `disconnect`.
      if (isConnected()) retryAfter(error instanceof PictureLiveError ? error : unreachable(error));
    }
  }

  /** Keeps the socket beyond the token that let it in. */
  function rejoinInTime(endsIn: number | null): void {
    clearTimeout(rejoining);
    // So little is left of one that was not replaced: the relay ends it.
    if (endsIn === null || endsIn <= REJOIN_EARLY_MS) return;
    const wait = Math.min(LONGEST_WAIT_MS, endsIn - REJOIN_EARLY_MS);
    rejoining = setTimeout(() => {
      if (isConnected()) void join();
    }, wait);
  }

  async function askClock(): Promise<ClockSample | null> {
    if (!isConnected()) return null;
    const sentAt = Date.now();
    try {
      const answer: unknown = await socket.timeout(ACK_TIMEOUT_MS).emitWithAck('clock');
      return { sentAt, relayNow: z.parse(EpochMs, answer), receivedAt: Date.now() };
    } catch (error) {
      if (isConnected()) retryAfter(unreachable(error));
      return null;
    }
  }

  socket.on('connect', () => void join());
  socket.on('connect_error', (error) => retryAfter(unreachable(error)));
  socket.on('disconnect', (reason) => {
    // Our own disconnect() is part of a retry or of leaving.
    if (reason !== 'io client disconnect') retryAfter(unreachable(new Error(reason)));
  });
  for (const name of FEED_EVENTS) {
    socket.on(name, (pushed: unknown) => {
      const event = z.safeParse(FeedEvent, pushed);
      if (event.success) options.onEvent(event.data);
      else options.onUnclear();
    });
  }
  // Of these the next one makes up for one that is not understood.
  socket.on('presence', (pushed: unknown) => {
    const presence = z.safeParse(Presence, pushed);
    if (presence.success) options.onPresence(presence.data);
  });
  socket.on('photo_painted', (pushed: unknown) => {
    const painted = z.safeParse(PhotoPainted, pushed);
    if (painted.success) options.onPainted(painted.data);
  });
  socket.on('removal_progress', (pushed: unknown) => {
    const progress = z.safeParse(RemovalProgress, pushed);
    if (progress.success) options.onRemoval?.(progress.data);
  });
  listenAsMember(socket, options);
  const messages = roomMessages(socket, options.sessionId, options);
  connect();

  return {
    ...messages,
    painted: (report) => {
      if (isConnected()) socket.emit('painted', report);
    },
    gone: (report) => {
      if (isConnected()) socket.emit('photo_gone', report);
    },
    seen: (report) => {
      if (isConnected()) socket.emit('seen', report);
    },
    askClock,
    hurry() {
      if (isConnected()) void askClock();
      else if (timer !== undefined) connect();
    },
    rejoin() {
      if (isConnected()) void join();
    },
    leave() {
      isLeft = true;
      clearTimeout(timer);
      clearTimeout(rejoining);
      socket.disconnect();
    },
  };
}

function unreachable(cause: unknown): PictureLiveError {
  return new PictureLiveError('relay_unreachable', undefined, { cause });
}
