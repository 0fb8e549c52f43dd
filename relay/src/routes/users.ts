import { ChangePassword, ChangeProfile, Profile, UserStats } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { originOf } from '../http/client-of.ts';
import { errorReplies } from '../http/errors.ts';
import { requireUser } from '../services/access/authorize.ts';
import type { OwnAccountService } from '../services/accounts/own-account.ts';

/** The same under three names, two of them for clients of older systems. */
const PROFILE = ['/api/auth/profile', '/api/auth/me', '/api/users/profile'];

/** A user's own account; for a scope that reads tokens. */
export function userRoutes(app: App, accounts: OwnAccountService): void {
  for (const path of PROFILE) {
    app.get(path, { schema: { response: { 200: Profile, ...errorReplies } } }, async ({ actor }) =>
      accounts.profile(requireUser(actor)),
    );
    app.put(
      path,
      { schema: { body: ChangeProfile, response: { 200: Profile, ...errorReplies } } },
      async (request) =>
        accounts.change(requireUser(request.actor), request.body, originOf(request).address),
    );
  }

  app.post(
    '/api/users/change-password',
    { schema: { body: ChangePassword, response: { 204: z.void(), ...errorReplies } } },
    async (request, reply) => {
      const actor = requireUser(request.actor);
      await accounts.changePassword(actor, request.body, originOf(request).address);
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/users/stats',
    { schema: { response: { 200: UserStats, ...errorReplies } } },
    async ({ actor }) => accounts.stats(requireUser(actor)),
  );
}
