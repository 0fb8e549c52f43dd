import {
  AcceptedInvitation,
  AcceptInvitation,
  Id,
  Invitations,
  Invite,
  NewInvitation,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { requireUser } from '../services/access/authorize.ts';
import type { InvitationService } from '../services/accounts/invitations.ts';

/** How accounts are made where registration is by invitation; for a scope that reads tokens. */
export function invitationRoutes(app: App, invitations: InvitationService): void {
  app.post(
    '/api/auth/invitations',
    { schema: { body: Invite, response: { 201: NewInvitation, ...errorReplies } } },
    async ({ actor, body }, reply) => {
      const made = await invitations.create(requireUser(actor), body);
      return reply.code(201).send(made);
    },
  );

  app.get(
    '/api/auth/invitations',
    { schema: { response: { 200: Invitations, ...errorReplies } } },
    async ({ actor }) => ({ invitations: await invitations.list(requireUser(actor).userId) }),
  );

  app.post(
    '/api/auth/invitations/accept',
    { schema: { body: AcceptInvitation, response: { 200: AcceptedInvitation, ...errorReplies } } },
    async ({ actor, body }) => invitations.accept(requireUser(actor), body.code),
  );

  app.delete(
    '/api/auth/invitations/:id',
    {
      schema: { params: z.object({ id: Id }), response: { 204: z.void(), ...errorReplies } },
    },
    async ({ actor, params }, reply) => {
      await invitations.withdraw(requireUser(actor), params.id);
      return reply.code(204).send();
    },
  );
}
