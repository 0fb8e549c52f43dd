import { PictureLiveError } from '@picture-live/shared/errors';
import type { JoinSession } from '@picture-live/shared/protocol';
import { ANONYMOUS, holdersOf } from '../services/access/actor.ts';
import type { Actor } from '../services/access/actor.ts';
import type { AccessService } from '../services/access/authorize.ts';
import type { IdentityService } from '../services/access/identify.ts';
import type { Standing } from '../services/access/policy.ts';
import { MAX_JOINED } from './limits.ts';
import type { Presence } from './presence.ts';
import { deviceRoom, holderRoom, sessionRoom } from './socket-types.ts';
import type { LiveSocket } from './socket-types.ts';

/** A socket's place in a session: as whom, and until when (epoch milliseconds; null for good). */
export interface Seat {
  /** Guests are counted as viewers. */
  role: 'guest' | 'device';
  actor: Actor;
  standing: Standing;
  expiresAt: number | null;
}

export interface SeatDeps {
  access: AccessService;
  identity: IdentityService;
  presence: Presence;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Reads who wants to join and whether they may.
 *
 * @throws PictureLiveError as `AccessService.authorize` does.
 */
export async function admit(
  { access, identity }: SeatDeps,
  { sessionId, token, deviceToken }: JoinSession,
): Promise<{ seat: Seat; lastSeq: number }> {
  const given = deviceToken ?? token;
  const { actor, expiresAt } =
    given === undefined ? { actor: ANONYMOUS, expiresAt: null } : await identity.identify(given);
  // Whoever comes as a device wants to hear what only devices hear.
  const action = deviceToken === undefined ? 'view' : 'deliver';
  const { session, standing } = await access.authorize(actor, action, sessionId);
  const role = standing === 'device' ? 'device' : 'guest';
  return { seat: { role, actor, standing, expiresAt }, lastSeq: session.last_seq };
}

/** @throws PictureLiveError `rate_limited` when the socket is in too many sessions. */
export function takeSeat(socket: LiveSocket, deps: SeatDeps, sessionId: string, seat: Seat): void {
  const { joined, expiries } = socket.data;
  if (!socket.connected) return;
  if (!joined.has(sessionId) && joined.size >= MAX_JOINED) {
    throw new PictureLiveError('rate_limited', `A page may join ${MAX_JOINED} sessions at most.`);
  }
  giveUpSeat(socket, deps, sessionId);
  joined.set(sessionId, seat);
  const holders = holdersOf(seat.actor, sessionId).map(holderRoom);
  void socket.join([sessionRoom(sessionId), ...holders]);
  if (seat.role === 'device') void socket.join(deviceRoom(sessionId));
  else deps.presence.change(sessionId, 1);
  if (seat.expiresAt === null) return;
  // Whoever joins again with a fresh token in time keeps the socket.
  const timer = setTimeout(() => socket.disconnect(true), seat.expiresAt - deps.now());
  expiries.set(sessionId, timer);
}

export function giveUpSeat(
  socket: LiveSocket,
  { presence }: Pick<SeatDeps, 'presence'>,
  sessionId: string,
): void {
  const { joined, expiries } = socket.data;
  const seat = joined.get(sessionId);
  if (seat === undefined) return;
  joined.delete(sessionId);
  clearTimeout(expiries.get(sessionId));
  expiries.delete(sessionId);
  void socket.leave(sessionRoom(sessionId));
  if (seat.role === 'device') void socket.leave(deviceRoom(sessionId));
  else presence.change(sessionId, -1);
  const kept = new Set([...joined].flatMap(([id, { actor }]) => holdersOf(actor, id)));
  for (const holder of holdersOf(seat.actor, sessionId)) {
    if (!kept.has(holder)) void socket.leave(holderRoom(holder));
  }
}
