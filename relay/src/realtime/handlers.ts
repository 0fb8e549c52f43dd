import { JoinSession, LeaveSession, Painted } from '@picture-live/shared/protocol';
import type { Joined } from '@picture-live/shared/protocol';
import { guestTokensOf } from '../http/guest-cookie.ts';
import type { PassReader } from '../http/guest-cookie.ts';
import type { GuestPasses } from '../services/access/actor.ts';
import type { AccessService } from '../services/access/authorize.ts';
import { readPasses } from '../services/access/guest-passes.ts';
import type { IdentityService } from '../services/access/identify.ts';
import type { LetInService } from '../services/access/let-in.ts';
import type { PaintedService } from '../services/painted.ts';
import type { AddressReader } from './address-of.ts';
import { answer, parse } from './answer.ts';
import { isCallback } from './callback.ts';
import { countJoin } from './count-joins.ts';
import type { JoinCounts } from './count-joins.ts';
import { handleMessages } from './messages.ts';
import type { MessageHandlerDeps } from './messages.ts';
import type { Presence } from './presence.ts';
import { admit, giveUpSeat, takeSeat } from './seats.ts';
import { handleSeen } from './seen.ts';
import type { SeenDeps } from './seen.ts';
import type { LiveSocket } from './socket-types.ts';
import type { Told } from './told.ts';

export interface HandlerDeps extends MessageHandlerDeps, SeenDeps {
  access: AccessService;
  identity: IdentityService;
  presence: Presence;
  told: Told;
  joins: JoinCounts;
  painted: PaintedService;
  tokens: PassReader;
  door: LetInService;
  /** The network that a handshake came from. */
  addressOf: AddressReader;
  /** Epoch milliseconds. */
  now: () => number;
  /** What failed although the client did nothing wrong. */
  onFailure: (error: unknown) => void;
}

/** Reports from more screens than these would tell nothing new. */
const PAINT_REPORTERS = 50;

/** Listens to one socket. Nothing it sends is trusted: payloads are parsed, callbacks checked. */
export function handleSocket(socket: LiveSocket, deps: HandlerDeps): void {
  socket.on('join_session', (payload: unknown, ack: unknown) => {
    void answer(ack, deps, () =>
      countJoin(deps.joins, async () => join(socket, deps, parse(JoinSession, payload))),
    );
  });
  socket.on('leave_session', (payload: unknown, ack: unknown) => {
    void answer(ack, deps, async () => {
      giveUpSeat(socket, deps, parse(LeaveSession, payload).sessionId);
      return null;
    });
  });
  socket.on('painted', (payload: unknown) => {
    const report = Painted.safeParse(payload);
    if (!report.success) return;
    const joined = (sessionId: string): boolean =>
      socket.data.joined.get(sessionId)?.role === 'guest';
    deps.painted.report(joined, report.data).catch(deps.onFailure);
  });
  handleMessages(socket, deps);
  handleSeen(socket, deps);
  socket.on('clock', (ack: unknown) => {
    if (isCallback(ack)) ack(deps.now());
  });
  socket.on('disconnect', () => {
    for (const sessionId of socket.data.joined.keys()) giveUpSeat(socket, deps, sessionId);
  });
}

async function join(socket: LiveSocket, deps: HandlerDeps, given: JoinSession): Promise<Joined> {
  const { sessionId } = given;
  const { request: handshake } = socket;
  const passes = await readPasses(deps.tokens, guestTokensOf(handshake.headers));
  const request = await showCode(deps, given, { passes, address: deps.addressOf(handshake) });
  takeSeat(socket, deps, sessionId, (await admit(deps, request, passes)).seat);
  try {
    // Only now: what is committed from here on is pushed, what was before is in `lastSeq`; and a
    // token that was revoked since it was read above is noticed here, from here on by its room.
    const { lastSeq, era, seat } = await admit(deps, request, passes);
    deps.told.joined(sessionId, lastSeq);
    const viewers = deps.presence.viewers(sessionId);
    const paintShare = Math.min(1, PAINT_REPORTERS / Math.max(1, viewers));
    const endsIn = seat.expiresAt === null ? null : seat.expiresAt - deps.now();
    return { lastSeq, era, viewers, paintShare, endsIn };
  } catch (error) {
    giveUpSeat(socket, deps, sessionId);
    throw error;
  }
}

/** A code is tried once and counts as the guest token that it gives. */
async function showCode(
  { door }: HandlerDeps,
  { accessCode, ...request }: JoinSession,
  { passes, address }: { passes: GuestPasses; address: string },
): Promise<JoinSession> {
  const hasToken = request.token !== undefined || request.deviceToken !== undefined;
  if (accessCode === undefined || hasToken) return request;
  const actor = { kind: 'anonymous' as const, passes };
  const { token } = await door.letIn({ actor, accessCode, address }, request.sessionId);
  return { ...request, token };
}
