import { randomInt } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { findDeviceByTokenHash, mayDeliver } from '../../repositories/devices.ts';
import { insertPairing } from '../../repositories/pairings.ts';
import { hashToken, randomToken } from '../../services/access/opaque-tokens.ts';
import { PASSWORD } from '../../testing/accounts.ts';
import { announce } from '../../testing/device.ts';
import { isUser } from '../callers.ts';
import { says } from '../probe.ts';
import type { Probes, Tried } from '../probe.ts';
import type { Scene } from '../scene.ts';
import { addLaptop } from './things.ts';

/** A laptop that shows its code; approved by the owner, or by nobody yet. */
async function addPairing({ stage, id }: Scene, approved: boolean) {
  const [deviceCode, now] = [randomToken(), Date.now()];
  const userCode = Array.from({ length: 8 }, () => 'BCDFGHJKLM'.charAt(randomInt(10))).join('');
  await insertPairing(stage.db, {
    id: uuid(),
    device_code_hash: hashToken(deviceCode),
    user_code: userCode,
    name: 'A laptop',
    created_at: now,
    expires_at: now + 3_600_000,
    last_polled_at: null,
    interval_ms: 5_000,
    approved_by: approved ? stage.users.owner.id : null,
    session_ids: approved ? JSON.stringify([id]) : null,
    former_device_id: null,
  });
  return { deviceCode, userCode };
}

async function isApproved({ stage }: Scene, userCode: string): Promise<boolean> {
  const row = await stage.db
    .selectFrom('device_pairings')
    .select('approved_by')
    .where('user_code', '=', userCode)
    .executeTakeFirstOrThrow();
  return row.approved_by !== null;
}

function formOf(fields: Record<string, string>): Pick<Tried, 'payload' | 'headers'> {
  return {
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
}

/** Laptops, and what only they do. */
export const deviceProbes: Probes = {
  'POST /api/devices/pairing': () => ({
    url: '/api/devices/pairing',
    payload: { name: 'A laptop' },
    isDone: says(({ userCode }) => typeof userCode === 'string'),
  }),

  'POST /api/devices/pairing/token': async (scene) => {
    const { deviceCode } = await addPairing(scene, true);
    return {
      url: '/api/devices/pairing/token',
      payload: { deviceCode },
      isDone: says(({ deviceToken }) => typeof deviceToken === 'string'),
    };
  },

  'POST /api/devices/pairing/approve': async (scene) => {
    const { userCode } = await addPairing(scene, false);
    return {
      url: '/api/devices/pairing/approve',
      payload: { userCode, sessionIds: [scene.id] },
      isDone: () => isApproved(scene, userCode),
    };
  },

  'GET /pair': () => ({
    url: '/pair',
    isDone: (reply) => reply.statusCode === 200 && reply.body.includes('name="password"'),
  }),
  'POST /pair': ({ stage }) => ({
    url: '/pair',
    ...formOf({ code: '', email: stage.users.owner.email, password: PASSWORD }),
    isDone: (reply) => reply.body.includes('name="accessToken"'),
  }),
  'POST /pair/confirm': async (scene, caller) => {
    const { stage, tokens, id } = scene;
    const { userCode } = await addPairing(scene, false);
    // The login of the form ends with it.
    const accessToken = isUser(caller)
      ? (await stage.logIn(stage.users[caller].id)).accessToken
      : tokens[caller];
    return {
      url: '/pair/confirm',
      ...formOf({ code: userCode, accessToken: accessToken ?? '', sessionId: id }),
      token: null,
      isDone: () => isApproved(scene, userCode),
    };
  },

  'GET /api/devices': () => ({
    url: '/api/devices',
    isDone: says(({ devices }) => Array.isArray(devices)),
  }),

  'PUT /api/devices/:id/sessions': async (scene) => {
    const { id } = await addLaptop(scene);
    return {
      url: `/api/devices/${id}/sessions`,
      payload: { sessionIds: [scene.id] },
      isDone: async () => mayDeliver(scene.stage.db, id, scene.id),
    };
  },

  'DELETE /api/devices/:id': async (scene) => {
    const { id, token } = await addLaptop(scene);
    return {
      url: `/api/devices/${id}`,
      isDone: async () =>
        (await findDeviceByTokenHash(scene.stage.db, hashToken(token))) === undefined,
    };
  },

  'GET /api/device': () => ({
    url: '/api/device',
    isDone: says(({ deviceId }) => typeof deviceId === 'string'),
  }),

  'POST /api/ingest/blobs/missing': ({ stage }) => ({
    url: '/api/ingest/blobs/missing',
    payload: { hashes: [stage.picture.thumb.ref.hash] },
    isDone: says(({ missing }) => Array.isArray(missing)),
  }),

  'PUT /api/ingest/blobs/:sha256': async () => {
    const { thumb } = await announce(4_000);
    return {
      url: `/api/ingest/blobs/${thumb.ref.hash}`,
      payload: thumb.bytes,
      isDone: says(({ hash }) => hash === thumb.ref.hash),
    };
  },
};
