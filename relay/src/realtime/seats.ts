import { PictureLiveError } from '@picture-live/shared/errors';
import type { JoinSession } from '@picture-live/shared/protocol';
import { holdersOf } from '../services/access/actor.ts';
import type { AccessHolder, Actor, GuestPasses } from '../services/access/actor.ts';
import type { AccessService } from '../services/access/authorize.ts';
import type { Identified, IdentityService } from '../services/access/identify.ts';
import { nameOrNull } from '../services/access/name-of.ts';
import { isMember, isVisitor } from '../services/access/policy.ts';
import type { Standing } from '../services/access/policy.ts';
import type { Grounds } from '../services/look/open-access.ts';
import { MAX_JOINED } from './limits.ts';
import type { Presence } from './presence.ts';
import { deviceRoom, holderRoom, membersRoom, personRoom, sessionRoom } from './socket-types.ts';
import type { LiveSocket } from './socket-types.ts';

/** A socket's place in a session: as whom, and until when (epoch milliseconds; null for good). */
export interface Seat {
  /** Of guests those who are no members are counted as viewers. */
  role: 'guest' | 'device';
  actor: Actor;
  standing: Standing;
  expiresAt: number | null;
  /** As the session was; see services/look/open-access.ts. */
  session: Grounds['session'];
}

export interface SeatDeps {
  access: AccessService;
  identity: IdentityService;
  presence: Presence;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Longer than any token; a timer cannot run for more than 2^31 ms. */
const LONGEST_SEAT_MS = 24 * 24 * 3_600_000;

/**
 * Reads who wants to join and whether they may.
 *
 * @param passes the guest tokens that the browser sent with the handshake.
 * @throws PictureLiveError as `AccessService.authorize` does.
 */
export async function admit(
  { access, identity }: SeatDeps,
  { sessionId, token, deviceToken }: JoinSession,
  passes: GuestPasses,
): Promise<{ seat: Seat; lastSeq: number; era: string }> {
  const given = deviceToken ?? token;
  const come: Identified =
    given === undefined
      ? {
          actor: { kind: 'anonymous', passes },
          expiresAt: passes.get(sessionId)?.expiresAt ?? null,
        }
      : await identity.identify(given);
  // Whoever comes as a device wants to hear what only devices hear.
  const action = deviceToken === undefined ? 'view' : 'deliver';
  const { actor, session, standing } = await access.authorize(come.actor, action, sessionId);
  const role = standing === 'device' ? 'device' : 'guest';
  const ends = isVisitor(standing) ? [come.expiresAt, session.expires_at] : [come.expiresAt];
  const expiresAt = earliest(ends);
  const admitted = { guestsSince: session.guests_since, deletedAt: session.deleted_at };
  const seat: Seat = { role, actor, standing, expiresAt, session: admitted };
  return { seat, lastSeq: session.last_seq, era: session.era };
}

function earliest(times: (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Whatever ends the seat when it is taken away; see services/access/actor.ts. */
function holdersOfSeat({ actor, standing }: Seat, sessionId: string): Set<AccessHolder> {
  const holders = new Set<AccessHolder>(holdersOf(actor, sessionId));
  if (isVisitor(standing)) holders.add(`guests:${sessionId}`);
  return holders.add(`session:${sessionId}`);
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
  const holders = [...holdersOfSeat(seat, sessionId)].map(holderRoom);
  const name = nameOrNull(seat.actor);
  const own = name === null ? [] : [personRoom(sessionId, name)];
  void socket.join([sessionRoom(sessionId), ...holders, ...own]);
  if (seat.role === 'device') void socket.join(deviceRoom(sessionId));
  else if (isCounted(seat)) deps.presence.change(sessionId, 1);
  if (isMember(seat.standing)) void socket.join(membersRoom(sessionId));
  if (seat.expiresAt === null) return;
  // Whoever joins again with a fresh token in time keeps the socket.
  const timer = setTimeout(
    () => socket.disconnect(true),
    Math.min(LONGEST_SEAT_MS, seat.expiresAt - deps.now()),
  );
  expiries.set(sessionId, timer);
}

/** Viewers are guests: the studio that a member has open is none. */
export function isCounted({ standing }: Seat): boolean {
  return !isMember(standing);
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
  const name = nameOrNull(seat.actor);
  if (name !== null) void socket.leave(personRoom(sessionId, name));
  if (seat.role === 'device') void socket.leave(deviceRoom(sessionId));
  else if (isCounted(seat)) presence.change(sessionId, -1);
  if (isMember(seat.standing)) void socket.leave(membersRoom(sessionId));
  const kept = new Set([...joined].flatMap(([id, other]) => [...holdersOfSeat(other, id)]));
  for (const holder of holdersOfSeat(seat, sessionId)) {
    if (!kept.has(holder)) void socket.leave(holderRoom(holder));
  }
}
