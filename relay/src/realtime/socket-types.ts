import type { Server, Socket } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from '@picture-live/shared/protocol';
import type { Seat } from './seats.ts';

/** What the relay remembers of an open socket. */
export interface SocketData {
  /** Sessions it has joined, and as whom. */
  joined: Map<string, Seat>;
  /** What ends it when a token runs out, by session. */
  expiries: Map<string, NodeJS.Timeout>;
}

type NoEvents = Record<string, never>;

export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;

/** Everybody in a session, guests and devices. */
export function sessionRoom(sessionId: string): string {
  return `session:${sessionId}`;
}

/** Only the devices that deliver to it. */
export function deviceRoom(sessionId: string): string {
  return `devices:${sessionId}`;
}

/** Only its members: owners, photographers, moderators. */
export function membersRoom(sessionId: string): string {
  return `members:${sessionId}`;
}

/** Everybody but visitors. */
export function insiderRooms(sessionId: string): string[] {
  return [membersRoom(sessionId), deviceRoom(sessionId)];
}

/** All the sockets of one person in a session; `name` as in services/access/name-of.ts. */
export function personRoom(sessionId: string, name: string): string {
  return `person:${sessionId}:${name}`;
}

/** Everybody who is in some session on the strength of this; see services/access/actor.ts. */
export function holderRoom(holder: string): string {
  return `holder:${holder}`;
}
