import type { Socket } from 'socket.io-client';
import * as z from 'zod/mini';
import { isErrorCode, PictureLiveError } from '../errors/index.ts';
import {
  Message,
  MessagesRead,
  SocketError,
  Typing,
  TYPING_EVERY_MS,
  type ClientToServerEvents,
  type SendMessage,
  type ServerToClientEvents,
} from '../protocol/index.ts';

/** What people write, in a room that has been joined. */
export interface RoomMessages {
  /**
   * Rejects with the relay's code, or `relay_unreachable` without a connection or an answer: the
   * same message, with the same `id`, may be sent again, here or over HTTP.
   */
  send: (message: SendMessage) => Promise<Message>;
  /** To be called with every key: the others hear of it now and then. `name` as in `send`. */
  typing: (name?: string) => void;
}

export interface RoomMessageListeners {
  /** Somebody else types; to be shown for `TYPING_SHOWN_MS`. */
  onTyping?: (typing: Typing) => void;
  /** Messages were read, here or on another device of the same person. */
  onMessagesRead?: (read: MessagesRead) => void;
}

const ACK_TIMEOUT_MS = 5_000;

const SendReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: Message }),
  z.object({ ok: z.literal(false), error: SocketError }),
]);

export function roomMessages(
  socket: Socket<ServerToClientEvents, ClientToServerEvents>,
  sessionId: string,
  listeners: RoomMessageListeners,
): RoomMessages {
  let typedAt = Number.NEGATIVE_INFINITY;
  socket.on('typing', (pushed: unknown) => {
    const typing = z.safeParse(Typing, pushed);
    if (typing.success) listeners.onTyping?.(typing.data);
  });
  socket.on('messages_read', (pushed: unknown) => {
    const read = z.safeParse(MessagesRead, pushed);
    if (read.success) listeners.onMessagesRead?.(read.data);
  });
  return {
    async send(message) {
      const reply = await ask(socket, { sessionId, ...message });
      if (reply.ok) return reply.value;
      throw errorOf(reply.error);
    },
    typing(name) {
      if (!socket.connected || performance.now() - typedAt < TYPING_EVERY_MS) return;
      typedAt = performance.now();
      socket.emit('typing', { sessionId, ...(name !== undefined && { name }) });
    },
  };
}

async function ask(
  socket: Socket<ServerToClientEvents, ClientToServerEvents>,
  message: SendMessage & { sessionId: string },
): Promise<z.infer<typeof SendReply>> {
  // Socket.IO would keep it and send it whenever it is connected again.
  if (!socket.connected) throw new PictureLiveError('relay_unreachable');
  try {
    const answer: unknown = await socket
      .timeout(ACK_TIMEOUT_MS)
      .emitWithAck('send_message', message);
    return z.parse(SendReply, answer);
  } catch (cause) {
    throw new PictureLiveError('relay_unreachable', undefined, { cause });
  }
}

/** An acknowledgement that says no. */
export function errorOf({ code, message }: SocketError): PictureLiveError {
  return new PictureLiveError(isErrorCode(code) ? code : 'internal', message);
}
