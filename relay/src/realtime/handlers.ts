import { PictureLiveError } from '@picture-live/shared/errors';
import { Id, JoinSession, Painted } from '@picture-live/shared/protocol';
import type { Ack, Joined } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { toPictureLiveError } from '../errors/to-picture-live-error.ts';
import type { DeviceService } from '../services/devices.ts';
import type { PaintedService } from '../services/painted.ts';
import type { SessionService } from '../services/sessions.ts';
import { isCallback } from './callback.ts';
import { MAX_JOINED } from './limits.ts';
import type { Presence } from './presence.ts';
import { deviceRoom, sessionRoom } from './socket-types.ts';
import type { LiveSocket } from './socket-types.ts';

export interface HandlerDeps {
  sessions: Pick<SessionService, 'read'>;
  devices: Pick<DeviceService, 'authenticate' | 'requireDelivery'>;
  presence: Presence;
  painted: PaintedService;
  /** Epoch milliseconds. */
  now: () => number;
  /** What failed although the client did nothing wrong. */
  onFailure: (error: unknown) => void;
}

/** Reports from more screens than these would tell nothing new. */
const PAINT_REPORTERS = 50;

const LeaveSession = z.object({ sessionId: Id });

/** Listens to one socket. Nothing it sends is trusted: payloads are parsed, callbacks checked. */
export function handleSocket(socket: LiveSocket, deps: HandlerDeps): void {
  socket.on('join_session', (payload: unknown, ack: unknown) => {
    void answer(ack, deps, async () => join(socket, deps, parse(JoinSession, payload)));
  });
  socket.on('leave_session', (payload: unknown, ack: unknown) => {
    void answer(ack, deps, async () => {
      await leave(socket, deps, parse(LeaveSession, payload).sessionId);
      return null;
    });
  });
  socket.on('painted', (payload: unknown) => {
    const report = Painted.safeParse(payload);
    if (!report.success) return;
    const joined = (sessionId: string): boolean => socket.data.joined.get(sessionId) === 'guest';
    deps.painted.report(joined, report.data).catch(deps.onFailure);
  });
  socket.on('clock', (ack: unknown) => {
    if (isCallback(ack)) ack(deps.now());
  });
  socket.on('disconnect', () => {
    for (const sessionId of socket.data.joined.keys()) forget(socket, deps, sessionId);
  });
}

async function join(socket: LiveSocket, deps: HandlerDeps, request: JoinSession): Promise<Joined> {
  const { sessionId, deviceToken } = request;
  await deps.sessions.read(sessionId);
  if (deviceToken !== undefined) {
    const device = await deps.devices.authenticate(deviceToken);
    await deps.devices.requireDelivery(device, sessionId);
  }
  enter(socket, deps, sessionId, deviceToken === undefined ? 'guest' : 'device');
  // Only now: what is committed from here on is pushed, what was before is in `lastSeq`.
  const { lastSeq } = await deps.sessions.read(sessionId);
  const viewers = deps.presence.viewers(sessionId);
  return { lastSeq, viewers, paintShare: Math.min(1, PAINT_REPORTERS / Math.max(1, viewers)) };
}

function enter(
  socket: LiveSocket,
  deps: HandlerDeps,
  sessionId: string,
  role: 'guest' | 'device',
): void {
  const { joined } = socket.data;
  if (!socket.connected || joined.get(sessionId) === role) return;
  if (!joined.has(sessionId) && joined.size >= MAX_JOINED) {
    throw new PictureLiveError('rate_limited', `A page may join ${MAX_JOINED} sessions at most.`);
  }
  forget(socket, deps, sessionId);
  joined.set(sessionId, role);
  void socket.join(sessionRoom(sessionId));
  if (role === 'device') void socket.join(deviceRoom(sessionId));
  else deps.presence.change(sessionId, 1);
}

async function leave(socket: LiveSocket, deps: HandlerDeps, sessionId: string): Promise<void> {
  forget(socket, deps, sessionId);
  await socket.leave(sessionRoom(sessionId));
}

function forget(socket: LiveSocket, deps: HandlerDeps, sessionId: string): void {
  const role = socket.data.joined.get(sessionId);
  socket.data.joined.delete(sessionId);
  if (role === 'device') void socket.leave(deviceRoom(sessionId));
  if (role === 'guest') deps.presence.change(sessionId, -1);
}

function parse<T extends z.ZodMiniType>(schema: T, payload: unknown): z.output<T> {
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw new PictureLiveError('invalid_request');
  return parsed.data;
}

/** Runs a call and acknowledges it; without a callback to answer, nothing is done. */
async function answer<T>(ack: unknown, deps: HandlerDeps, call: () => Promise<T>): Promise<void> {
  if (!isCallback(ack)) return;
  try {
    const reply: Ack<T> = { ok: true, value: await call() };
    ack(reply);
  } catch (thrown) {
    const { code, message, status } = toPictureLiveError(thrown);
    if (status >= 500) deps.onFailure(thrown);
    const reply: Ack<T> = { ok: false, error: { code, message } };
    ack(reply);
  }
}
