import { v7 as uuid } from 'uuid';
import { expect, vi } from 'vitest';
import { ERRORS, isErrorCode } from '@picture-live/shared/errors';
import type { ClientToServerEvents, JoinSession, SocketError } from '@picture-live/shared/protocol';
import { RemovalProgress, TopPhotos } from '@picture-live/shared/protocol';
import { findMessage } from '../repositories/messages.ts';
import { findPhoto } from '../repositories/photos.ts';
import { collectEvents, settle } from '../testing/sockets.ts';
import type { TestSocket } from '../testing/sockets.ts';
import type { BrokenCaller, Caller } from './callers.ts';
import { addPhoto } from './probes/things.ts';
import type { Scene } from './scene.ts';

/*
 * The same as probes, for what is sent over a socket; socket-expected.ts says what comes of it.
 */

/** Somebody at an open socket, who has tried to join. */
export interface Seated {
  scene: Scene;
  caller: Caller | BrokenCaller;
  socket: TestSocket;
  /** A member who looks on. */
  onlooker: TestSocket;
}

/** Tries it, and returns a status or the code of a refusal, or how to see whether it was done. */
export type EventProbe = (who: Seated) => Promise<'ok' | number | (() => Promise<boolean>)>;

type AnyAck = { ok: true } | { ok: false; error: SocketError };

export function statusOf(ack: AnyAck): 'ok' | number {
  if (ack.ok) return 'ok';
  return isErrorCode(ack.error.code) ? ERRORS[ack.error.code].status : 500;
}

const NEVER_GIVEN = 'a token that nobody was given';

/** What somebody joins with. */
export function joinRequest({ scene, caller }: Pick<Seated, 'scene' | 'caller'>): JoinSession {
  const token = scene.tokens[caller];
  return { sessionId: scene.id, ...(token !== null && { token }) };
}

/** By name of the event; a new one without a line here does not compile. */
export const EVENT_PROBES: Record<keyof ClientToServerEvents, EventProbe> = {
  join_session: async (who) =>
    statusOf(await who.socket.emitWithAck('join_session', joinRequest(who))),

  leave_session: async ({ scene, socket }) => {
    const ack = await socket.emitWithAck('leave_session', { sessionId: scene.id });
    const events = collectEvents(socket);
    const id = await addPhoto(scene);
    await hide(scene, id);
    await settle(socket);
    return ack.ok && events.length === 0 ? 'ok' : 500;
  },

  clock: async ({ socket }) => ((await settle(socket)) > 0 ? 'ok' : 500),

  send_message: async ({ scene, socket }) => {
    const message = { sessionId: scene.id, id: uuid(), text: 'Hello', name: 'Li' };
    const status = statusOf(await socket.emitWithAck('send_message', message));
    const isThere = (await findMessage(scene.stage.db, message.id)) !== undefined;
    return isThere === (status === 'ok') ? status : 500;
  },

  typing: async ({ scene, socket, onlooker }) => {
    const name = `Li ${uuid()}`;
    let heard = 0;
    onlooker.on('typing', () => (heard += 1));
    socket.emit('typing', { sessionId: scene.id, name });
    return async () => heard > 0;
  },

  painted: async ({ scene, socket }) => {
    const photoId = await addPhoto(scene, { published_at: Date.now() });
    socket.emit('painted', { photoId, revision: 1, at: Date.now() });
    return async () => (await findPhoto(scene.stage.db, photoId))?.first_painted_at !== null;
  },

  seen: async ({ scene, socket, onlooker }) => {
    const [photoId, later] = [await addPhoto(scene), await addPhoto(scene)];
    const isCounted = async (id: string): Promise<boolean> =>
      (await topPhotosOf(scene)).photos.some(({ photo }) => photo.id === id);
    socket.emit('seen', { sessionId: scene.id, photoIds: [photoId] });
    await settle(socket);
    onlooker.emit('seen', { sessionId: scene.id, photoIds: [later] });
    return async () => {
      // It is written down behind; what was said after it is written with it or later.
      await until(() => isCounted(later));
      return isCounted(photoId);
    };
  },

  photo_gone: async ({ scene, socket }) => {
    const photoId = await addPhoto(scene);
    await hide(scene, photoId);
    const { seq } = await removalOf(scene, photoId);
    socket.emit('photo_gone', { sessionId: scene.id, gone: [{ photoId, seq }] });
    return async () => (await removalOf(scene, photoId)).gone > 0;
  },
};

export const joinAsDevice: EventProbe = async ({ scene, caller, socket }) => {
  const deviceToken = scene.tokens[caller] ?? NEVER_GIVEN;
  const ack = await socket.emitWithAck('join_session', { sessionId: scene.id, deviceToken });
  return statusOf(ack);
};

/** As the owner, through the relay: everybody hears of it. */
async function hide({ stage, tokens }: Scene, id: string): Promise<void> {
  await stage.relay.relay.app.inject({
    method: 'PUT',
    url: `/api/photos/${id}`,
    headers: { authorization: `Bearer ${tokens.owner ?? ''}` },
    payload: { hidden: true },
  });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await isSo()).toBe(true), { timeout: 20_000, interval: 200 });
}

async function topPhotosOf({ stage, tokens, id }: Scene): Promise<TopPhotos> {
  const reply = await stage.relay.relay.app.inject({
    url: `/api/sessions/${id}/statistics/photos?limit=100`,
    headers: { authorization: `Bearer ${tokens.owner ?? ''}` },
  });
  return TopPhotos.parse(reply.json());
}

async function removalOf({ stage, tokens }: Scene, id: string): Promise<RemovalProgress> {
  const reply = await stage.relay.relay.app.inject({
    url: `/api/photos/${id}/removal`,
    headers: { authorization: `Bearer ${tokens.owner ?? ''}` },
  });
  return RemovalProgress.parse(reply.json());
}
