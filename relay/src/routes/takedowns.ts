import { v7 as uuid } from 'uuid';
import {
  AskTakedown,
  AskedTakedown,
  DecideTakedown,
  Id,
  SessionTakedown,
  Takedown,
  TakedownPage,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { originOf } from '../http/client-of.ts';
import { errorReplies } from '../http/errors.ts';
import { visitorCookie, visitorOf } from '../http/visitor-cookie.ts';
import type { TakedownService } from '../services/takedowns/takedowns.ts';
import { SessionParams } from './sessions.ts';

const Params = z.object({ id: Id });
const StateQuery = z.object({ secret: z.optional(z.string().check(z.maxLength(100))) });
const PageQuery = z.object({
  state: z.optional(z.enum(['open', 'decided'])),
  after: z.optional(z.string().check(z.maxLength(100))),
  limit: z.prefault(z.coerce.number().check(z.gte(1), z.lte(100), z.multipleOf(1)), 50),
});

/** "Please remove this photo of me"; for a scope that reads who asks. */
export function takedownRoutes(app: App, takedowns: TakedownService): void {
  const { visitors } = takedowns;

  app.post(
    '/api/photos/:id/takedown',
    {
      schema: {
        params: Params,
        body: AskTakedown,
        response: { 200: AskedTakedown, ...errorReplies },
      },
    },
    async (request, reply) => {
      const { actor, params, body, headers } = request;
      const known = visitorOf(visitors, headers);
      const visitorId = known ?? uuid();
      const { address } = originOf(request);
      const asked = await takedowns.ask({ actor, visitorId, address }, params.id, body);
      if (actor.kind === 'anonymous' && known === null) {
        reply.header(
          'set-cookie',
          visitorCookie(visitors, visitorId, request.protocol === 'https'),
        );
      }
      return asked;
    },
  );

  app.get(
    '/api/takedowns/:id',
    {
      schema: {
        params: Params,
        querystring: StateQuery,
        response: { 200: Takedown, ...errorReplies },
      },
    },
    async ({ actor, params, query, headers }) =>
      takedowns.read({ actor, visitorId: visitorOf(visitors, headers) }, params.id, query.secret),
  );

  app.get(
    '/api/sessions/:id/takedowns',
    {
      schema: {
        params: SessionParams,
        querystring: PageQuery,
        response: { 200: TakedownPage, ...errorReplies },
      },
    },
    async ({ actor, params, query }) => takedowns.list(actor, params.id, query),
  );

  app.put(
    '/api/takedowns/:id',
    {
      schema: {
        params: Params,
        body: DecideTakedown,
        response: { 200: SessionTakedown, ...errorReplies },
      },
    },
    async ({ actor, params, body }) => takedowns.decide(actor, params.id, body),
  );
}
