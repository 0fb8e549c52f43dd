import { v7 as uuid } from 'uuid';
import { insertInvitation } from '../../repositories/invitations.ts';
import { isLoginAlive } from '../../repositories/logins.ts';
import { findRole } from '../../repositories/members.ts';
import { hashToken } from '../../services/access/opaque-tokens.ts';
import { isUser } from '../callers.ts';
import { says } from '../probe.ts';
import type { Probes } from '../probe.ts';
import { addStranger } from './things.ts';

/** Where one is logged in, and how one comes into a session by invitation. */
export const loginProbes: Probes = {
  'GET /api/auth/logins': () => ({
    url: '/api/auth/logins',
    isDone: says(({ logins }) => Array.isArray(logins) && logins.length > 0),
  }),

  'DELETE /api/auth/logins': async ({ stage }, caller) => {
    // Those of the others are still needed: somebody new ends their own.
    const { id } = await addStranger({ stage });
    const [here, elsewhere] = [await stage.logIn(id), await stage.logIn(id)];
    return {
      url: '/api/auth/logins',
      ...(isUser(caller) && { token: here.accessToken }),
      isDone: async () => !(await isLoginAlive(stage.db, elsewhere.id, id)),
    };
  },

  'DELETE /api/auth/logins/:id': async ({ stage }) => {
    const { id } = stage.users.owner;
    const login = await stage.logIn(id);
    return {
      url: `/api/auth/logins/${login.id}`,
      isDone: async () => !(await isLoginAlive(stage.db, login.id, id)),
    };
  },

  'POST /api/auth/invitations/accept': async (scene, caller) => {
    const { stage, id: session_id } = scene;
    const [id, code, now] = [uuid(), uuid(), Date.now()];
    const { id: userId } = await addStranger(scene);
    await insertInvitation(stage.db, {
      id,
      code_hash: hashToken(code),
      created_by: stage.users.owner.id,
      email: null,
      used_by: null,
      created_at: now,
      expires_at: now + 3_600_000,
      session_id,
      role: 'moderator',
    });
    return {
      url: '/api/auth/invitations/accept',
      payload: { code },
      ...(isUser(caller) && { token: (await stage.logIn(userId)).accessToken }),
      isDone: async () => (await findRole(stage.db, session_id, userId)) === 'moderator',
    };
  },
};
