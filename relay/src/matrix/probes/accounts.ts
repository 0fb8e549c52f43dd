import { v7 as uuid } from 'uuid';
import { insertInvitation } from '../../repositories/invitations.ts';
import { findRefreshToken, isLoginAlive } from '../../repositories/logins.ts';
import { findUser } from '../../repositories/users.ts';
import { hashToken } from '../../services/access/opaque-tokens.ts';
import { PASSWORD } from '../../testing/accounts.ts';
import { isUser } from '../callers.ts';
import { bodyOf, says } from '../probe.ts';
import type { Probe, Probes, Reply } from '../probe.ts';
import { addStranger } from './things.ts';

const readProfile =
  (url: string): Probe =>
  ({ stage }, caller) => ({
    url,
    isDone: says(({ id }) => isUser(caller) && id === stage.users[caller].id),
  });

const changeProfile =
  (url: string): Probe =>
  ({ stage }, caller) => {
    const name = uuid();
    const { id } = stage.users[isUser(caller) ? caller : 'owner'];
    return {
      url,
      payload: { name },
      isDone: async () => (await findUser(stage.db, id))?.name === name,
    };
  };

const metrics =
  (host: string): Probe =>
  () => ({
    url: '/metrics',
    headers: { host },
    isDone: (reply) => reply.statusCode === 200 && reply.body.includes('# TYPE'),
  });

const docsPage =
  (url: string): Probe =>
  () => ({ url, isDone: (reply) => reply.statusCode === 200 && reply.body.includes('<h1') });

const isStudio = (reply: Reply): boolean => reply.body.includes('<title>Studio');

/** One’s own account, and the relay itself. */
export const accountProbes: Probes = {
  'POST /api/auth/register': () => {
    const email = `${uuid()}@studio.example`;
    return {
      url: '/api/auth/register',
      payload: { email, password: PASSWORD, name: 'New' },
      isDone: says(({ accessToken }) => typeof accessToken === 'string'),
    };
  },

  'POST /api/auth/login': ({ stage }) => ({
    url: '/api/auth/login',
    payload: { email: stage.users.owner.email, password: PASSWORD },
    isDone: says(({ accessToken }) => typeof accessToken === 'string'),
  }),

  'POST /api/auth/refresh': async ({ stage }) => {
    const { refreshToken } = await stage.logIn(stage.users.owner.id);
    return {
      url: '/api/auth/refresh',
      payload: { refreshToken },
      isDone: async () => {
        const row = await findRefreshToken(stage.db, hashToken(refreshToken));
        return row !== undefined && row.used_at !== null;
      },
    };
  },

  'GET /api/auth/page': () => ({
    url: '/api/auth/page',
    isDone: says(({ registration }) => registration === 'open'),
  }),

  'POST /api/auth/page/register': () => ({
    url: '/api/auth/page/register',
    payload: { email: `${uuid()}@studio.example`, password: PASSWORD, name: 'New' },
    isDone: (reply) => reply.headers['set-cookie'] !== undefined,
  }),

  'POST /api/auth/page/login': ({ stage }) => ({
    url: '/api/auth/page/login',
    payload: { email: stage.users.photographer.email, password: PASSWORD },
    isDone: (reply) => reply.headers['set-cookie'] !== undefined,
  }),

  'POST /api/auth/page/refresh': async ({ stage }) => {
    const { refreshToken } = await stage.logIn(stage.users.photographer.id);
    return {
      url: '/api/auth/page/refresh',
      headers: { cookie: `login=${refreshToken}` },
      isDone: says(({ accessToken }) => typeof accessToken === 'string'),
    };
  },

  'POST /api/auth/page/logout': async ({ stage }) => {
    const userId = stage.users.moderator.id;
    const login = await stage.logIn(userId);
    return {
      url: '/api/auth/page/logout',
      payload: {},
      headers: { cookie: `login=${login.refreshToken}` },
      isDone: async () => !(await isLoginAlive(stage.db, login.id, userId)),
    };
  },

  'POST /api/auth/logout': async ({ stage, tokens }, caller) => {
    const userId = stage.users[isUser(caller) ? caller : 'owner'].id;
    const login = await stage.logIn(userId);
    return {
      url: '/api/auth/logout',
      payload: {},
      token: isUser(caller) ? login.accessToken : tokens[caller],
      isDone: async () => !(await isLoginAlive(stage.db, login.id, userId)),
    };
  },

  'GET /api/auth/profile': readProfile('/api/auth/profile'),
  'GET /api/auth/me': readProfile('/api/auth/me'),
  'GET /api/users/profile': readProfile('/api/users/profile'),
  'PUT /api/auth/profile': changeProfile('/api/auth/profile'),
  'PUT /api/auth/me': changeProfile('/api/auth/me'),
  'PUT /api/users/profile': changeProfile('/api/users/profile'),

  'POST /api/users/change-password': async ({ stage }, caller) => {
    const { id } = stage.users[isUser(caller) ? caller : 'owner'];
    const before = (await findUser(stage.db, id))?.password_hash;
    return {
      url: '/api/users/change-password',
      payload: { currentPassword: PASSWORD, newPassword: PASSWORD },
      isDone: async () => (await findUser(stage.db, id))?.password_hash !== before,
    };
  },

  'GET /api/users/stats': () => ({
    url: '/api/users/stats',
    isDone: says(({ sessions }) => Number(sessions) > 0),
  }),

  'GET /api/auth/invitations': () => ({
    url: '/api/auth/invitations',
    isDone: says(({ invitations }) => Array.isArray(invitations)),
  }),

  'POST /api/auth/invitations': () => ({
    url: '/api/auth/invitations',
    payload: {},
    isDone: says(({ code }) => typeof code === 'string'),
  }),

  'DELETE /api/auth/invitations/:id': async ({ stage }) => {
    const [id, now] = [uuid(), Date.now()];
    const by = { created_by: stage.users.owner.id, email: null, used_by: null };
    const times = { created_at: now, expires_at: now + 3_600_000 };
    await insertInvitation(stage.db, { id, code_hash: hashToken(id), ...by, ...times });
    return {
      url: `/api/auth/invitations/${id}`,
      isDone: async () => {
        const rows = stage.db.selectFrom('invitations').select('id').where('id', '=', id);
        return (await rows.execute()).length === 0;
      },
    };
  },

  'GET /health': () => ({ url: '/health', isDone: says(({ status }) => status === 'ok') }),
  'GET /ready': () => ({ url: '/ready', isDone: says((body) => Object.keys(body).length > 0) }),
  'GET /metrics (on this machine)': metrics('localhost'),
  'GET /metrics (from elsewhere)': metrics('relay.example'),
  'GET /api/websocket/stats': () => ({
    url: '/api/websocket/stats',
    isDone: says(({ since }) => typeof since === 'number'),
  }),
  'GET /api/docs': docsPage('/api/docs'),
  'GET /api/docs/': docsPage('/api/docs/'),
  'GET /api/docs/json': () => ({
    url: '/api/docs/json',
    isDone: says(({ openapi }) => typeof openapi === 'string'),
  }),
  'GET /g/shell.html': () => ({
    url: '/g/shell.html',
    isDone: (reply) => reply.statusCode === 200,
  }),
  'GET /studio': () => ({ url: '/studio', isDone: isStudio }),
  'GET /studio/*': () => ({ url: '/studio/sessions', isDone: isStudio }),
  'GET /': () => ({ url: '/', isDone: (reply) => reply.body.includes('Picture Live') }),

  'GET /api/sessions': () => ({
    url: '/api/sessions?limit=1',
    isDone: says(({ sessions }) => Array.isArray(sessions) && sessions.length === 1),
  }),
  'POST /api/sessions': async (scene, caller) => {
    // Whoever makes a session owns one from then on, and may do what owners do.
    const { id } = await addStranger(scene);
    return {
      url: '/api/sessions',
      payload: { title: 'A new one' },
      ...(isUser(caller) && { token: (await scene.stage.logIn(id)).accessToken }),
      isDone: (reply) => reply.statusCode === 201 && bodyOf(reply)['title'] === 'A new one',
    };
  },
};
