import { Id, OwnLogins } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { errorReplies } from '../http/errors.ts';
import { requireUser } from '../services/access/authorize.ts';
import type { OwnLoginsService } from '../services/accounts/own-logins.ts';

const LOGINS = '/api/auth/logins';

/** Where one is logged in, and how to end that; for a scope that reads tokens. */
export function loginRoutes(app: App, logins: OwnLoginsService): void {
  app.get(
    LOGINS,
    { schema: { response: { 200: OwnLogins, ...errorReplies } } },
    async ({ actor }) => ({ logins: await logins.list(requireUser(actor)) }),
  );

  app.delete(
    LOGINS,
    { schema: { response: { 204: z.void(), ...errorReplies } } },
    async ({ actor }, reply) => {
      await logins.endOthers(requireUser(actor));
      return reply.code(204).send();
    },
  );

  app.delete(
    `${LOGINS}/:id`,
    { schema: { params: z.object({ id: Id }), response: { 204: z.void(), ...errorReplies } } },
    async ({ actor, params }, reply) => {
      await logins.end(requireUser(actor), params.id);
      return reply.code(204).send();
    },
  );
}
