import { io } from 'socket.io-client';
import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client';
import type {
  Ack,
  ClientToServerEvents,
  FeedEvent,
  JoinSession,
  Joined,
  ServerToClientEvents,
} from '@picture-live/shared/protocol';

export type TestSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Opens real sockets and closes all of them again. */
export class TestSockets {
  readonly #open: TestSocket[] = [];

  /** Resolves once connected. */
  async connect(
    url: string,
    options: Partial<ManagerOptions & SocketOptions> = {},
  ): Promise<TestSocket> {
    const socket: TestSocket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    this.#open.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return socket;
  }

  closeAll(): void {
    for (const socket of this.#open.splice(0)) socket.disconnect();
  }
}

export async function join(socket: TestSocket, request: JoinSession): Promise<Ack<Joined>> {
  return new Promise((resolve) => socket.emit('join_session', request, resolve));
}

/** Collects every feed event that a socket is told from now on. */
export function collectEvents(socket: TestSocket): FeedEvent[] {
  const events: FeedEvent[] = [];
  const collect = (event: FeedEvent): number => events.push(event);
  socket.on('new_photo', collect);
  socket.on('photo_status_updated', collect);
  socket.on('photo_removed', collect);
  socket.on('session_updated', collect);
  socket.on('new_message', collect);
  socket.on('message_updated', collect);
  socket.on('message_removed', collect);
  return events;
}

/** A round trip: what the relay had sent before has arrived after it. */
export async function settle(socket: TestSocket): Promise<number> {
  return new Promise((resolve) => socket.emit('clock', resolve));
}
