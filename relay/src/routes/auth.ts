import {
  LoggedIn,
  Login,
  Logout,
  Refresh,
  Register,
  TokenPair,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { actorOf } from '../http/authenticate.ts';
import { isOnThisMachine, originOf } from '../http/client-of.ts';
import { errorReplies } from '../http/errors.ts';
import type { IdentityService } from '../services/access/identify.ts';
import { requireUser } from '../services/access/authorize.ts';
import type { AccountService } from '../services/accounts/accounts.ts';

/**
 * How one gets tokens and gives them back. For a scope that reads no tokens: whoever comes here
 * often holds one that has expired.
 */
export function authRoutes(app: App, accounts: AccountService, identity: IdentityService): void {
  app.post(
    '/api/auth/register',
    { schema: { body: Register, response: { 201: LoggedIn, ...errorReplies } } },
    async (request, reply) => {
      const who = { ...request.body, onThisMachine: isOnThisMachine(request) };
      return reply.code(201).send(await accounts.register(who, originOf(request)));
    },
  );

  app.post(
    '/api/auth/login',
    { schema: { body: Login, response: { 200: LoggedIn, ...errorReplies } } },
    async (request) => accounts.login(request.body, originOf(request)),
  );

  app.post(
    '/api/auth/refresh',
    { schema: { body: Refresh, response: { 200: TokenPair, ...errorReplies } } },
    async (request) => accounts.refresh(request.body.refreshToken, originOf(request)),
  );

  app.post(
    '/api/auth/logout',
    { schema: { body: Logout, response: { 204: z.void(), ...errorReplies } } },
    async (request, reply) => {
      const { refreshToken = null, everywhere } = request.body;
      const actor = refreshToken === null ? requireUser(await actorOf(request, identity)) : null;
      const { address } = originOf(request);
      await accounts.logout({ refreshToken, actor, everywhere, address });
      return reply.code(204).send();
    },
  );
}
