import type { FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import { ANONYMOUS } from '../services/access/actor.ts';
import type { Actor } from '../services/access/actor.ts';
import type { IdentityService } from '../services/access/identify.ts';
import type { Device } from '../services/devices.ts';
import type { App } from './app-type.ts';
import { networkOf } from './rate-limit.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; anonymous in scopes that do not read tokens. */
    actor: Actor;
  }
}

/** Gives every request an actor; for the whole server, before any scope reads tokens. */
export function declareActor(app: App): void {
  const actors = new WeakMap<FastifyRequest, Actor>();
  app.decorateRequest('actor', {
    getter() {
      return actors.get(this) ?? ANONYMOUS;
    },
    setter(actor: Actor) {
      actors.set(this, actor);
    },
  });
}

/**
 * Every request of this scope says who asks, before a byte of a body is read. Without a token that
 * is nobody in particular; a token that is no longer good is refused even where none is needed, so
 * that its holder notices.
 */
export function readActor(app: App, identity: IdentityService): void {
  app.addHook('onRequest', async (request) => {
    request.actor = await actorOf(request, identity);
  });
}

/** Who asks, for a scope that does not read tokens by itself. @throws `unauthorized` */
export async function actorOf(request: FastifyRequest, identity: IdentityService): Promise<Actor> {
  const address = networkOf(request.ip);
  if (request.headers.authorization === undefined) return { ...ANONYMOUS, address };
  return { ...(await identity.identify(bearerToken(request))).actor, address };
}

/** Every route of this scope needs a device token; no byte of a body is read before. */
export function requireDevice(app: App, identity: IdentityService): void {
  app.addHook('onRequest', async (request) => {
    const { actor } = await identity.identify(bearerToken(request));
    if (actor.kind !== 'device') {
      throw new PictureLiveError('forbidden', 'Only devices may do that.');
    }
    request.actor = { ...actor, address: networkOf(request.ip) };
  });
}

/** The device behind a request of a scope that requires one. */
export function deviceOf({ actor }: FastifyRequest): Device {
  if (actor.kind !== 'device') throw new Error('This scope does not require a device.');
  return { id: actor.deviceId };
}

function bearerToken(request: FastifyRequest): string {
  const { authorization = '' } = request.headers;
  const token = /^Bearer ([\x21-\x7e]{1,2048})$/i.exec(authorization)?.[1];
  if (token === undefined) {
    throw new PictureLiveError('unauthorized', 'This needs a token (Authorization: Bearer).');
  }
  return token;
}
