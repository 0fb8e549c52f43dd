import { v7 as uuid } from 'uuid';
import { findRole, saveMember } from '../../repositories/members.ts';
import { findSession } from '../../repositories/sessions.ts';
import { isUser } from '../callers.ts';
import { says } from '../probe.ts';
import type { Probe, Probes, Reply } from '../probe.ts';
import { CODE } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { addPhoto, addStranger } from './things.ts';

async function addModerator(scene: Scene): Promise<string> {
  const { id } = await addStranger(scene);
  const member = { session_id: scene.id, user_id: id, created_at: Date.now() };
  await saveMember(scene.stage.db, { ...member, role: 'moderator' });
  return id;
}

const verify =
  (accessCode: string): Probe =>
  ({ id }) => ({
    url: `/api/sessions/${id}/verify`,
    payload: { accessCode },
    isDone: says(({ token, sessionId }) => typeof token === 'string' && sessionId === id),
  });

const sessionPage =
  (page: 'g' | 'wall'): Probe =>
  ({ slug }) => ({
    url: `/${page}/${slug}`,
    isDone: (reply) => reply.statusCode === 200 && reply.body.includes('gallery-data'),
  });

const openPage =
  (page: 'g' | 'wall', accessCode: string): Probe =>
  ({ slug }) => ({
    url: `/${page}/${slug}/open`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ accessCode }).toString(),
    isDone: (reply: Reply) => reply.headers['set-cookie'] !== undefined,
  });

/** Sessions, who works on them, and who is let in. */
export const sessionProbes: Probes = {
  'GET /api/sessions/:id': ({ id }) => ({
    url: `/api/sessions/${id}`,
    isDone: says((session) => session['id'] === id),
  }),
  'GET /api/sessions/:id/feed': ({ id }) => ({
    url: `/api/sessions/${id}/feed`,
    isDone: says(({ lastSeq }) => typeof lastSeq === 'number'),
  }),

  'PUT /api/sessions/:id': ({ stage, id }) => {
    const title = `Changed ${uuid()}`;
    return {
      url: `/api/sessions/${id}`,
      payload: { title },
      isDone: async () => (await findSession(stage.db, id))?.title === title,
    };
  },

  'DELETE /api/sessions/:id': ({ stage, id }) => ({
    url: `/api/sessions/${id}`,
    isDone: async () => (await findSession(stage.db, id))?.deleted_at !== null,
  }),

  'POST /api/sessions/:id/verify': verify(CODE),
  'POST /api/sessions/:id/verify (wrong code)': verify('notthecode'),
  'GET /g/:slug/manifest.webmanifest': ({ slug }) => ({
    url: `/g/${slug}/manifest.webmanifest`,
    isDone: says((manifest) => manifest['start_url'] === `/g/${slug}`),
  }),
  'GET /g/:slug': sessionPage('g'),
  'GET /g/:slug/p/:photoId': async (scene) => ({
    url: `/g/${scene.slug}/p/${await addPhoto(scene)}`,
    isDone: (reply) => reply.statusCode === 200 && reply.body.includes('gallery-data'),
  }),
  'GET /wall/:slug': sessionPage('wall'),
  'POST /g/:slug/open': openPage('g', CODE),
  'POST /g/:slug/open (wrong code)': openPage('g', 'notthecode'),
  'POST /wall/:slug/open': openPage('wall', CODE),
  'POST /wall/:slug/open (wrong code)': openPage('wall', 'notthecode'),

  'GET /api/sessions/:id/members': ({ id }) => ({
    url: `/api/sessions/${id}/members`,
    isDone: says(({ members }) => Array.isArray(members) && members.length > 2),
  }),

  'POST /api/sessions/:id/members': async (scene) => {
    const { id, email } = await addStranger(scene);
    return {
      url: `/api/sessions/${scene.id}/members`,
      payload: { email, role: 'photographer' },
      isDone: async () => (await findRole(scene.stage.db, scene.id, id)) === 'photographer',
    };
  },

  'PUT /api/sessions/:id/members/:userId': async (scene) => {
    const id = await addModerator(scene);
    return {
      url: `/api/sessions/${scene.id}/members/${id}`,
      payload: { role: 'owner' },
      isDone: async () => (await findRole(scene.stage.db, scene.id, id)) === 'owner',
    };
  },

  'DELETE /api/sessions/:id/members/:userId': async (scene) => {
    const id = await addModerator(scene);
    return {
      url: `/api/sessions/${scene.id}/members/${id}`,
      isDone: async () => (await findRole(scene.stage.db, scene.id, id)) === null,
    };
  },

  'DELETE /api/sessions/:id/members/:userId (oneself)': async (scene, caller) => {
    const userId = scene.stage.users[isUser(caller) ? caller : 'other'].id;
    await addSecondOwner(scene);
    const before = await findRole(scene.stage.db, scene.id, userId);
    return {
      url: `/api/sessions/${scene.id}/members/${userId}`,
      isDone: async () => (await findRole(scene.stage.db, scene.id, userId)) !== before,
    };
  },
};

async function addSecondOwner(scene: Scene): Promise<void> {
  const { id } = await addStranger(scene);
  const member = { session_id: scene.id, user_id: id, created_at: Date.now() };
  await saveMember(scene.stage.db, { ...member, role: 'owner' });
}
