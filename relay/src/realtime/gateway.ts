import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { FanOut, FanOutMessage } from '../fan-out/fan-out.ts';
import type { DeviceService } from '../services/devices.ts';
import type { CountingService } from '../services/statistics/counting.ts';
import { addressReader } from './address-of.ts';
import { watchDevices } from './devices-seen.ts';
import { emitEvent } from './emit-event.ts';
import type { JoinCounts } from './count-joins.ts';
import { handleSocket } from './handlers.ts';
import type { HandlerDeps } from './handlers.ts';
import { limitMessages } from './limits.ts';
import { tellOfMessages } from './messages.ts';
import { isOriginAllowed } from './origin.ts';
import { countRemovals } from './removal.ts';
import type { RemovalDeps } from './removal.ts';
import { sampleViewers } from './sample-viewers.ts';
import {
  deviceRoom,
  holderRoom,
  insiderRooms,
  membersRoom,
  personRoom,
  sessionRoom,
} from './socket-types.ts';
import type { LiveServer } from './socket-types.ts';
import { actTogether } from './together.ts';
import type { TogetherDeps } from './together.ts';
import { refuseUpgrades } from './refuse-upgrades.ts';

export interface GatewayDeps
  extends
    Omit<HandlerDeps, 'presence' | 'told' | 'joins' | 'addressOf'>,
    RemovalDeps,
    TogetherDeps {
  fanOut: FanOut;
  counting: CountingService;
  devices: Pick<DeviceService, 'seen'>;
  /** Proxies whose X-Forwarded-For is believed. */
  trustProxy: readonly string[];
}

/** How many are there, on this instance alone. */
export interface SocketCounts extends JoinCounts {
  /** Open sockets, whether they have joined or not. */
  connected: number;
  /** Open pages of guests. */
  viewers: number;
}

export interface Gateway {
  counts: () => SocketCounts;
  /** Open pages of guests. */
  viewers: () => number;
  /** Disconnects everybody; clients come back by themselves when there is a relay again. */
  close: () => void;
}

/** Largest message a client may send; a token and two ids fit many times. */
export const MAX_MESSAGE_BYTES = 4_096;

/** Half a gigabyte of memory; whoever comes later polls the feed. */
export const MAX_SOCKETS = 20_000;

const SOCKET_PATH = '/socket.io';

/** Opens the sockets of a relay and tells them what the fan-out brings. */
export function openGateway(server: HttpServer, deps: GatewayDeps): Gateway {
  refuseUpgrades(server, SOCKET_PATH);
  const io: LiveServer = new Server({
    path: SOCKET_PATH,
    destroyUpgrade: false,
    serveClient: false,
    // No sticky sessions needed, and no request per message; the feed is the fallback over HTTP.
    transports: ['websocket'],
    // Events are small; a compressor per socket costs 0.2 MB of memory for each viewer.
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => {
      decide(null, isOriginAllowed(request) && io.engine.clientsCount < MAX_SOCKETS);
    },
  });
  const together = actTogether(io, deps);
  const { presence, told } = together;
  const stopSampling = sampleViewers({
    sessions: () => presence.sessions(),
    own: (sessionId) => presence.own(sessionId),
    tell: (minutes) => deps.counting.viewers(minutes),
    now: deps.now,
  });
  const stopWatching = watchDevices(io, deps.devices.seen);
  const removals = countRemovals(io, deps);
  const joins: JoinCounts = { joined: 0, refused: 0 };
  const addressOf = addressReader(deps.trustProxy);
  io.on('connection', (socket) => {
    socket.data.joined = new Map();
    socket.data.expiries = new Map();
    limitMessages(socket);
    handleSocket(socket, { ...deps, presence, told, joins, addressOf });
    removals.attend(socket);
  });
  const unsubscribe = deps.fanOut.subscribe((message) => {
    if (!together.isNews(message)) return;
    tell(io, message);
    removals.hear(message);
  });
  io.attach(server);
  return {
    counts: () => ({ connected: io.engine.clientsCount, viewers: presence.total, ...joins }),
    viewers: () => presence.total,
    close: () => {
      unsubscribe();
      io.disconnectSockets(true);
      io.engine.close();
      stopSampling();
      stopWatching();
      together.stop();
      removals.stop();
    },
  };
}

/** Socket.IO encodes the event once for the whole room. */
function tell(io: LiveServer, message: FanOutMessage): void {
  if (message.kind === 'painted') {
    io.to(deviceRoom(message.sessionId)).emit('photo_painted', message.painted);
    return;
  }
  if (message.kind === 'access_ended') {
    io.local.in(holderRoom(message.holder)).disconnectSockets(true);
    return;
  }
  if (message.kind === 'upload_progress') {
    const { name, progress } = message;
    io.to(personRoom(progress.sessionId, name)).emit('upload_progress', progress);
    return;
  }
  if (message.kind === 'takedown') {
    const { event: name, news } = message;
    io.to(membersRoom(news.sessionId)).emit(name, news);
    return;
  }
  if (message.kind === 'typing' || message.kind === 'messages_read') {
    tellOfMessages(io, message);
    return;
  }
  if (message.kind === 'media_key' || message.kind === 'presence' || message.kind === 'removal')
    return;
  const { sessionId, event, visitors } = message;
  if (visitors === undefined) {
    emitEvent(io.to(sessionRoom(sessionId)), event);
    return;
  }
  emitEvent(io.to(insiderRooms(sessionId)), event);
  emitEvent(io.to(sessionRoom(sessionId)).except(insiderRooms(sessionId)), visitors);
}
