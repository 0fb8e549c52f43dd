import { PictureLiveError } from '@picture-live/shared/errors';
import { SendMessageEvent, StartTyping } from '@picture-live/shared/protocol';
import type { FanOutMessage } from '../fan-out/fan-out.ts';
import type { MessageService } from '../services/messages/messages.ts';
import { answer, parse } from './answer.ts';
import type { AnswerDeps } from './answer.ts';
import type { Seat } from './seats.ts';
import { insiderRooms, personRoom, sessionRoom } from './socket-types.ts';
import type { LiveServer, LiveSocket } from './socket-types.ts';

export interface MessageHandlerDeps extends AnswerDeps {
  messages: MessageService;
}

/** What people write, from somebody who has a seat in the session. */
export function handleMessages(socket: LiveSocket, deps: MessageHandlerDeps): void {
  const { messages } = deps;
  socket.on('send_message', (payload: unknown, ack: unknown) => {
    void answer(ack, deps, async () => {
      const { sessionId, ...wanted } = parse(SendMessageEvent, payload);
      const { actor } = seatIn(socket, sessionId);
      return (await messages.send(actor, sessionId, wanted)).message;
    });
  });
  socket.on('typing', (payload: unknown) => {
    const typing = StartTyping.safeParse(payload);
    if (!typing.success) return;
    const { sessionId, name } = typing.data;
    const seat = socket.data.joined.get(sessionId);
    if (seat === undefined) return;
    messages.type(seat.actor, sessionId, name).catch((error: unknown) => {
      // Nobody waits for an answer; whoever may not write is simply not heard.
      if (!(error instanceof PictureLiveError) || error.status >= 500) deps.onFailure(error);
    });
  });
}

function seatIn(socket: LiveSocket, sessionId: string): Seat {
  const seat = socket.data.joined.get(sessionId);
  if (seat === undefined) throw new PictureLiveError('forbidden', 'Join the session first.');
  return seat;
}

type AboutMessages = Extract<FanOutMessage, { kind: 'typing' | 'messages_read' }>;

/** Whoever types knows it, on all their devices; what they have read concerns nobody else. */
export function tellOfMessages(io: LiveServer, message: AboutMessages): void {
  if (message.kind === 'messages_read') {
    const { name, read } = message;
    io.to(personRoom(read.sessionId, name)).emit('messages_read', read);
    return;
  }
  const { name, typing, visitors } = message;
  const { sessionId } = typing;
  io.to(visitors ? sessionRoom(sessionId) : insiderRooms(sessionId))
    .except(personRoom(sessionId, name))
    .emit('typing', typing);
}
