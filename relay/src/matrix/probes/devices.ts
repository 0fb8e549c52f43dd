import { randomInt } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { findDeviceByTokenHash, mayDeliver, saveDevice } from '../../repositories/devices.ts';
import { insertPairing } from '../../repositories/pairings.ts';
import { hashToken, randomToken } from '../../services/access/opaque-tokens.ts';
import { announce } from '../../testing/device.ts';
import { says } from '../probe.ts';
import type { Probes } from '../probe.ts';
import type { Scene } from '../scene.ts';

/** A laptop of the owner that delivers nowhere. */
async function addLaptop({ stage }: Scene): Promise<{ id: string; token: string }> {
  const [id, token] = [uuid(), randomToken()];
  const row = { id, token_hash: hashToken(token), created_at: Date.now() };
  await saveDevice(stage.db, { ...row, owner_id: stage.users.owner.id, name: 'A laptop' });
  return { id, token };
}

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
  });
  return { deviceCode, userCode };
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
    const pairing = scene.stage.db
      .selectFrom('device_pairings')
      .select('approved_by')
      .where('user_code', '=', userCode);
    return {
      url: '/api/devices/pairing/approve',
      payload: { userCode, sessionIds: [scene.id] },
      isDone: async () => (await pairing.executeTakeFirst())?.approved_by !== null,
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
