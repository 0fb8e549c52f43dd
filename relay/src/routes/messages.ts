import {
  ChangeMessage,
  Id,
  Message,
  MessagePage,
  MessagesRead,
  ReadUpTo,
  SendMessage,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import type { MessageService } from '../services/messages/messages.ts';
import { SessionParams } from './sessions.ts';

const whole = (min: number, max: number) =>
  z.coerce.number().check(z.gte(min), z.lte(max), z.multipleOf(1));
const yes = z.pipe(
  z.enum(['true', 'false']),
  z.transform((word) => word === 'true'),
);

const MessagesQuery = z.object({
  order: z.prefault(z.enum(['newest', 'oldest']), 'newest'),
  after: z.optional(z.string().check(z.maxLength(100))),
  limit: z.prefault(whole(1, 200), 60),
  announcements: z.optional(yes),
  photoId: z.optional(Id),
  includeHidden: z.optional(yes),
});
const MessageParams = z.object({ id: Id });
const SESSION = '/api/sessions/:id/messages';
const MESSAGE = '/api/messages/:id';
/** A text in any script, escaped as JSON may be, with a name. */
const MAX_BODY_BYTES = 32 * 1024;

/** What people write in a session; for a scope that reads who asks. */
export function messageRoutes(app: App, messages: MessageService): void {
  app.get(
    SESSION,
    {
      schema: {
        params: SessionParams,
        querystring: MessagesQuery,
        response: { 200: MessagePage, ...errorReplies },
      },
    },
    async ({ actor, params, query }) => {
      const { after, announcements, photoId, includeHidden, ...page } = query;
      return messages.list(actor, params.id, {
        ...page,
        after: after ?? null,
        photoId: photoId ?? null,
        announcements: announcements ?? false,
        includeHidden: includeHidden ?? false,
      });
    },
  );

  app.post(
    SESSION,
    {
      bodyLimit: MAX_BODY_BYTES,
      schema: {
        params: SessionParams,
        body: SendMessage,
        response: { 200: Message, 201: Message, ...errorReplies },
      },
    },
    async ({ actor, params, body }, reply) => {
      const { message, isNew } = await messages.send(actor, params.id, body);
      return reply.code(isNew ? 201 : 200).send(message);
    },
  );

  app.put(
    `${SESSION}/read`,
    {
      schema: {
        params: SessionParams,
        body: ReadUpTo,
        response: { 200: MessagesRead, ...errorReplies },
      },
    },
    async ({ actor, params, body }) => messages.read(actor, params.id, body.seq),
  );
  changeRoutes(app, messages);
}

function changeRoutes(app: App, messages: MessageService): void {
  app.put(
    MESSAGE,
    {
      bodyLimit: MAX_BODY_BYTES,
      schema: {
        params: MessageParams,
        body: ChangeMessage,
        response: { 200: Message, ...errorReplies },
      },
    },
    async ({ actor, params, body }) => messages.change(actor, params.id, body),
  );

  app.delete(
    MESSAGE,
    { schema: { params: MessageParams, response: { 204: z.void(), ...errorReplies } } },
    async ({ actor, params }, reply) => {
      await messages.remove(actor, params.id);
      return reply.code(204).send();
    },
  );
}
