import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCode, PictureLiveError } from '@picture-live/shared/errors';
import {
  Login,
  PageAccess,
  PageDoor,
  PageLoggedIn,
  PageLogout,
  Register,
} from '@picture-live/shared/protocol';
import type { LoggedIn } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import type { App } from '../http/app-type.ts';
import { isOnThisMachine, originOf } from '../http/client-of.ts';
import { errorReplies } from '../http/errors.ts';
import { isFromOwnPage } from '../http/from-own-page.ts';
import { loginCookie, loginTokenOf } from '../http/login-cookie.ts';
import type { AccountService } from '../services/accounts/accounts.ts';
import { REFRESH_TOKEN_MS } from '../services/accounts/logins.ts';

/**
 * Logging in for the relay's own pages: a script that somebody smuggled into one gets at most an
 * access token of a quarter of an hour, and nothing to renew it with elsewhere.
 */
export function pageLoginRoutes(app: App, accounts: AccountService): void {
  app.addHook('onRequest', async (request) => {
    // A page of somebody else must not log anybody in or out.
    if (!isFromOwnPage(request.headers)) throw new PictureLiveError('forbidden');
  });

  app.get(
    '/api/auth/page',
    { schema: { response: { 200: PageDoor, ...errorReplies } } },
    async (request) => accounts.door(isOnThisMachine(request)),
  );

  app.post(
    '/api/auth/page/register',
    { schema: { body: Register, response: { 201: PageLoggedIn, ...errorReplies } } },
    async (request, reply) => {
      const who = { ...request.body, onThisMachine: isOnThisMachine(request) };
      const made = await accounts.register(who, originOf(request));
      return reply.code(201).send(keepLogin(request, reply, made));
    },
  );

  app.post(
    '/api/auth/page/login',
    { schema: { body: Login, response: { 200: PageLoggedIn, ...errorReplies } } },
    async (request, reply) =>
      keepLogin(request, reply, await accounts.login(request.body, originOf(request))),
  );

  app.post(
    '/api/auth/page/refresh',
    { schema: { response: { 200: PageAccess, 204: z.void(), ...errorReplies } } },
    async (request, reply) => {
      const token = loginTokenOf(request.headers);
      if (token === null) return reply.code(204).send();
      try {
        const pair = await accounts.refresh(token, originOf(request));
        setCookie(request, reply, pair.refreshToken);
        const { accessToken, expiresIn } = pair;
        return await reply.code(200).send({ accessToken, expiresIn });
      } catch (error) {
        if (!isCode(error, 'unauthorized')) throw error;
        setCookie(request, reply, null);
        return reply.code(204).send();
      }
    },
  );

  app.post(
    '/api/auth/page/logout',
    { schema: { body: PageLogout, response: { 204: z.void(), ...errorReplies } } },
    async (request, reply) => {
      const refreshToken = loginTokenOf(request.headers);
      const { address } = originOf(request);
      const { everywhere } = request.body;
      await accounts.logout({ refreshToken, actor: null, everywhere, address });
      setCookie(request, reply, null);
      return reply.code(204).send();
    },
  );
}

function keepLogin(request: FastifyRequest, reply: FastifyReply, made: LoggedIn): PageLoggedIn {
  const { refreshToken, accessToken, expiresIn, user } = made;
  setCookie(request, reply, refreshToken);
  return { accessToken, expiresIn, user };
}

function setCookie(request: FastifyRequest, reply: FastifyReply, token: string | null): void {
  const maxAgeS = REFRESH_TOKEN_MS / 1000;
  reply.header('set-cookie', loginCookie(token, { maxAgeS, secure: request.protocol === 'https' }));
}
