import { AddMember, ChangeMember, Id, Member, Members } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import type { MembersService } from '../services/sessions/members.ts';
import { IdOrSlug, SessionParams } from './sessions.ts';

const MEMBERS = '/api/sessions/:id/members';
const MemberParams = z.object({ id: IdOrSlug, userId: Id });

/** Who works on a session; for a scope that reads tokens. */
export function memberRoutes(app: App, members: MembersService): void {
  app.get(
    MEMBERS,
    { schema: { params: SessionParams, response: { 200: Members, ...errorReplies } } },
    async ({ actor, params }) => ({ members: await members.list(actor, params.id) }),
  );

  app.post(
    MEMBERS,
    {
      schema: {
        params: SessionParams,
        body: AddMember,
        response: { 201: Member, ...errorReplies },
      },
    },
    async ({ actor, params, body }, reply) =>
      reply.code(201).send(await members.add(actor, params.id, body)),
  );

  app.put(
    `${MEMBERS}/:userId`,
    {
      schema: {
        params: MemberParams,
        body: ChangeMember,
        response: { 200: Member, ...errorReplies },
      },
    },
    async ({ actor, params, body }) => members.change(actor, params.id, params.userId, body.role),
  );

  app.delete(
    `${MEMBERS}/:userId`,
    { schema: { params: MemberParams, response: { 204: z.void(), ...errorReplies } } },
    async ({ actor, params }, reply) => {
      await members.remove(actor, params.id, params.userId);
      return reply.code(204).send();
    },
  );
}
