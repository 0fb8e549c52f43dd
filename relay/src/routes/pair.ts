import type { FastifyReply, FastifyRequest } from 'fastify';
import { PictureLiveError } from '@picture-live/shared/errors';
import { ApprovePairing, Login } from '@picture-live/shared/protocol';
import type { App } from '../http/app-type.ts';
import { originOf } from '../http/client-of.ts';
import { isFromOwnPage } from '../http/from-own-page.ts';
import { DATA_HEADERS } from '../http/headers.ts';
import { requireUser } from '../services/access/authorize.ts';
import type { UserActor } from '../services/access/actor.ts';
import type { IdentityService } from '../services/access/identify.ts';
import type { AccountService } from '../services/accounts/accounts.ts';
import { PAIR_POLICY, renderPairPage } from '../services/pages/pair-page.ts';
import type { PairStep } from '../services/pages/pair-page.ts';
import type { PairProblem } from '../services/pages/pair-words.ts';
import type { PairingService } from '../services/pairing/pairing.ts';
import type { OwnSessionsService } from '../services/sessions/own-sessions.ts';

export interface PairPageDeps {
  accounts: AccountService;
  identity: IdentityService;
  pairing: PairingService;
  ownSessions: OwnSessionsService;
}

interface PairRoute {
  Querystring: { code?: unknown };
}

/** A token, a code and two hundred ids. */
const MAX_FORM_BYTES = 16 * 1024;
const MAX_SESSIONS = 100;

/**
 * `/pair`: where somebody logs in with a browser and enters the code of their laptop. No cookie and
 * no script: the first form's login lasts for the second form, and is ended with it.
 */
export function pairRoutes(app: App, deps: PairPageDeps): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  );
  const hidden = { schema: { hide: true } };

  app.get<PairRoute>('/pair', hidden, async (request, reply) => {
    const code = typeof request.query.code === 'string' ? request.query.code.slice(0, 40) : '';
    return sendStep(request, reply, 200, { step: 'log_in', code, email: '', problem: null });
  });

  app.post('/pair', hidden, async (request, reply) => {
    const form = formOf(request);
    const [code, email] = [field(form, 'code'), field(form, 'email')];
    try {
      const login = Login.safeParse({ email, password: form.get('password') });
      if (!login.success) throw new PictureLiveError('invalid_credentials');
      const { accessToken } = await deps.accounts.login(login.data, originOf(request));
      const sessions = await sessionsOf(deps, await userOf(deps, accessToken));
      const step = { step: 'choose' as const, code, accessToken, sessions, problem: null };
      return await sendStep(request, reply, 200, step);
    } catch (error) {
      const problem = problemOf(error);
      return sendStep(request, reply, 403, { step: 'log_in', code, email, problem });
    }
  });

  app.post('/pair/confirm', hidden, async (request, reply) => confirm(deps, request, reply));
}

async function confirm(
  deps: PairPageDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const form = formOf(request);
  const [code, accessToken] = [field(form, 'code'), field(form, 'accessToken')];
  let actor: UserActor;
  try {
    actor = await userOf(deps, accessToken);
  } catch (error) {
    if (!(error instanceof PictureLiveError) || error.status >= 500) throw error;
    const problem = 'too_late' as const;
    return sendStep(request, reply, 403, { step: 'log_in', code, email: '', problem });
  }
  const { address } = originOf(request);
  try {
    const sessionIds = form.getAll('sessionId');
    if (sessionIds.length === 0) throw new PictureLiveError('invalid_request');
    const wanted = ApprovePairing.safeParse({ userCode: code, sessionIds });
    if (!wanted.success) throw new PictureLiveError('not_found');
    const { name } = await deps.pairing.approve({ actor, address, ...wanted.data });
    await deps.accounts.logout({ refreshToken: null, actor, everywhere: false, address });
    return await sendStep(request, reply, 200, { step: 'done', name });
  } catch (error) {
    const problem = problemOf(error);
    const sessions = await sessionsOf(deps, actor);
    const step = { step: 'choose' as const, code, accessToken, sessions, problem };
    return sendStep(request, reply, 403, step);
  }
}

async function userOf({ identity }: PairPageDeps, accessToken: string): Promise<UserActor> {
  return requireUser((await identity.identify(accessToken)).actor);
}

/** Those that a laptop of this user may deliver to. */
async function sessionsOf(
  { ownSessions }: PairPageDeps,
  actor: UserActor,
): Promise<{ id: string; title: string }[]> {
  const { sessions } = await ownSessions.list(actor, { after: null, limit: MAX_SESSIONS });
  return sessions
    .filter(({ mine }) => mine !== undefined && mine.role !== 'moderator' && !mine.deletedAt)
    .map(({ id, title }) => ({ id, title }));
}

/** @throws what a person filling in a form has not caused. */
function problemOf(error: unknown): PairProblem {
  if (!(error instanceof PictureLiveError) || error.status >= 500) throw error;
  if (error.code === 'rate_limited') return 'too_fast';
  if (error.code === 'invalid_credentials') return 'credentials';
  return error.code === 'invalid_request' ? 'no_session' : 'code';
}

/** @throws PictureLiveError `forbidden` for a form of another site. */
function formOf({ headers, body }: FastifyRequest): URLSearchParams {
  if (!isFromOwnPage(headers)) throw new PictureLiveError('forbidden');
  return body instanceof URLSearchParams ? body : new URLSearchParams();
}

function field(form: URLSearchParams, name: string): string {
  return form.get(name) ?? '';
}

function sendStep(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  step: PairStep,
): FastifyReply {
  return (
    reply
      .code(status)
      .headers({ ...DATA_HEADERS, 'content-security-policy': PAIR_POLICY })
      // With no-referrer a form would say `Origin: null` and not be known as ours.
      .headers({ 'referrer-policy': 'same-origin', vary: 'accept-language' })
      .type('text/html; charset=utf-8')
      .send(renderPairPage(step, request.headers['accept-language']))
  );
}
