import { v7 as uuid } from 'uuid';
import { Id, PhotoGone, goneBy } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { FanOut, FanOutMessage } from '../fan-out/fan-out.ts';
import type { RemovalBoard } from '../services/removal/removal-board.ts';
import { RemovalScreens } from './removal-screens.ts';
import { deviceRoom, membersRoom, sessionRoom } from './socket-types.ts';
import { isCounted } from './seats.ts';
import type { LiveServer, LiveSocket } from './socket-types.ts';

export interface RemovalDeps {
  fanOut: FanOut;
  removal: { board: RemovalBoard };
}

const Left = z.object({ sessionId: Id });

export interface Removals {
  /** Listens to what a page says about pictures that have left its screen. */
  attend: (socket: LiveSocket) => void;
  /** To be called with whatever the fan-out brings, after the sockets were told. */
  hear: (message: FanOutMessage) => void;
  stop: () => void;
}

/**
 * Counts the screens that a photo has left, and tells devices and members: each instance counts the
 * pages it holds and publishes the number; whoever hears the numbers adds them up.
 */
export function countRemovals(io: LiveServer, { fanOut, removal }: RemovalDeps): Removals {
  const instance = uuid();
  const { board } = removal;
  const screens = new RemovalScreens((count) =>
    fanOut.publish({ kind: 'removal', instance, ...count }),
  );

  return {
    attend(socket) {
      socket.on('photo_gone', (payload: unknown) => {
        const report = PhotoGone.safeParse(payload);
        if (!report.success) return;
        const { sessionId, gone } = report.data;
        if (!isScreen(socket, sessionId)) return;
        for (const one of gone) screens.report({ sessionId, ...one }, socket.id);
      });
      socket.on('leave_session', (payload: unknown) => {
        const left = Left.safeParse(payload);
        if (left.success) screens.leave(left.data.sessionId, socket.id);
      });
      // Before the sessions it was in are forgotten.
      socket.on('disconnecting', () => {
        for (const sessionId of socket.data.joined.keys()) screens.leave(sessionId, socket.id);
        screens.forget(socket.id);
      });
    },
    hear(message) {
      if (message.kind === 'removal') {
        const progress = board.take(message);
        if (progress === null) return;
        const rooms = [deviceRoom(message.sessionId), membersRoom(message.sessionId)];
        io.local.to(rooms).emit('removal_progress', progress);
      }
      if (message.kind !== 'feed') return;
      const { sessionId, event } = message;
      board.hear(event);
      const photoId = goneBy(event);
      if (photoId === null) return;
      screens.begin({ sessionId, photoId, seq: event.seq }, screensIn(io, sessionId));
    },
    stop: () => screens.stop(),
  };
}

function* screensIn(io: LiveServer, sessionId: string): Iterable<string> {
  for (const id of io.sockets.adapter.rooms.get(sessionRoom(sessionId)) ?? []) {
    const socket = io.sockets.sockets.get(id);
    if (socket !== undefined && isScreen(socket, sessionId)) yield id;
  }
}

/** A guest's page: devices show nothing, and members look at what they hide and delete. */
function isScreen({ data }: Pick<LiveSocket, 'data'>, sessionId: string): boolean {
  const seat = data.joined.get(sessionId);
  return seat !== undefined && seat.role === 'guest' && isCounted(seat);
}
