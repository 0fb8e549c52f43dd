import {
  ChangeSession,
  CreateSession,
  FeedPage,
  GuestAccess,
  Id,
  Session,
  SessionPage,
  Slug,
  VerifyAccess,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { originOf } from '../http/client-of.ts';
import { errorReplies } from '../http/errors.ts';
import { isFromOwnPage } from '../http/from-own-page.ts';
import { guestCookie } from '../http/guest-cookie.ts';
import { requireUser } from '../services/access/authorize.ts';
import type { LetInService } from '../services/access/let-in.ts';
import type { OwnSessionsService } from '../services/sessions/own-sessions.ts';
import type { SessionService } from '../services/sessions.ts';

export const IdOrSlug = z.union([Id, Slug]);
const whole = (min: number, max: number) =>
  z.coerce.number().check(z.gte(min), z.lte(max), z.multipleOf(1));

export const SessionParams = z.object({ id: IdOrSlug });
const FeedQuery = z.object({
  after: z.prefault(whole(0, Number.MAX_SAFE_INTEGER), 0),
  limit: z.prefault(whole(1, 500), 200),
});
const Cursor = z.optional(z.string().check(z.maxLength(100)));
const SessionsQuery = z.object({ after: Cursor, limit: z.prefault(whole(1, 100), 50) });

/** What whoever may see a session reads of it; for a scope that reads tokens. */
export function sessionRoutes(app: App, sessions: SessionService): void {
  app.get(
    '/api/sessions/:id',
    { schema: { params: SessionParams, response: { 200: Session, ...errorReplies } } },
    async ({ actor, params }) => sessions.read(actor, params.id),
  );

  app.get(
    '/api/sessions/:id/feed',
    {
      schema: {
        params: SessionParams,
        querystring: FeedQuery,
        response: { 200: FeedPage, ...errorReplies },
      },
    },
    async ({ actor, params, query }) => sessions.feed(actor, params.id, query.after, query.limit),
  );
}

/** What people make of their own sessions; for a scope that reads tokens. */
export function ownSessionRoutes(app: App, sessions: OwnSessionsService): void {
  app.get(
    '/api/sessions',
    { schema: { querystring: SessionsQuery, response: { 200: SessionPage, ...errorReplies } } },
    async ({ actor, query }) => {
      const { after = null, limit } = query;
      return sessions.list(requireUser(actor), { after, limit });
    },
  );

  app.post(
    '/api/sessions',
    { schema: { body: CreateSession, response: { 201: Session, ...errorReplies } } },
    async ({ actor, body }, reply) =>
      reply.code(201).send(await sessions.create(requireUser(actor), body)),
  );

  app.put(
    '/api/sessions/:id',
    {
      schema: {
        params: SessionParams,
        body: ChangeSession,
        response: { 200: Session, ...errorReplies },
      },
    },
    async ({ actor, params, body }) => sessions.change(actor, params.id, body),
  );

  app.delete(
    '/api/sessions/:id',
    { schema: { params: SessionParams, response: { 204: z.void(), ...errorReplies } } },
    async ({ actor, params }, reply) => {
      await sessions.remove(actor, params.id);
      return reply.code(204).send();
    },
  );
}

/** How guests get in; for a scope that reads tokens. */
export function letInRoutes(app: App, door: LetInService): void {
  app.post(
    '/api/sessions/:id/verify',
    {
      schema: {
        params: SessionParams,
        body: VerifyAccess,
        response: { 200: GuestAccess, ...errorReplies },
      },
    },
    async (request, reply) => {
      const { actor, headers } = request;
      const { address } = originOf(request);
      const { accessCode } = request.body;
      const guest = await door.letIn({ actor, address, accessCode }, request.params.id);
      // A page of ours is that guest from now on, in its links and its socket, too.
      const how = { now: Date.now(), secure: request.protocol === 'https' };
      if (isFromOwnPage(headers)) reply.header('set-cookie', guestCookie(guest, how));
      return guest;
    },
  );
}
