import type { BroadcastOperator } from 'socket.io';
import { assertNever } from '@picture-live/shared/errors';
import type { FeedEvent, ServerToClientEvents } from '@picture-live/shared/protocol';
import type { SocketData } from './socket-types.ts';

/** Pushes an event of the feed under its own name; encoded once for all of them. */
export function emitEvent(
  to: BroadcastOperator<ServerToClientEvents, SocketData>,
  event: FeedEvent,
): void {
  switch (event.type) {
    case 'new_photo':
      to.emit(event.type, event);
      return;
    case 'photo_status_updated':
      to.emit(event.type, event);
      return;
    case 'photo_removed':
      to.emit(event.type, event);
      return;
    case 'new_message':
      to.emit(event.type, event);
      return;
    case 'message_updated':
      to.emit(event.type, event);
      return;
    case 'message_removed':
      to.emit(event.type, event);
      return;
    case 'session_updated':
      to.emit(event.type, event);
      return;
    default:
      assertNever(event);
  }
}
