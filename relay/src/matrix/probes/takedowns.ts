import { v7 as uuid } from 'uuid';
import { findTakedown, insertTakedown } from '../../repositories/takedowns.ts';
import { says } from '../probe.ts';
import type { Probe, Probes } from '../probe.ts';
import type { Scene } from '../scene.ts';
import { addPhoto, nameOfCaller } from './things.ts';

/** @param asker as the relay names people; see services/takedowns. */
async function addTakedown(scene: Scene, asker: string): Promise<string> {
  const photo_id = await addPhoto(scene);
  const id = uuid();
  const undecided = { decided_at: null, decided_by: null, note: '' };
  await insertTakedown(scene.stage.db, {
    ...undecided,
    id,
    photo_id,
    session_id: scene.id,
    asker,
    origin: 'a network',
    reason: 'It is me.',
    contact: null,
    state: 'open',
    hid: 0,
    created_at: Date.now(),
  });
  return id;
}

const read =
  (id: string): Probe =>
  () => ({ url: `/api/takedowns/${id}`, isDone: says((takedown) => takedown['id'] === id) });

/** "Please remove this photo of me", and the log of what was done. */
export const takedownProbes: Probes = {
  'POST /api/photos/:id/takedown': async (scene) => {
    const id = await addPhoto(scene);
    const asked = scene.stage.db.selectFrom('takedowns').select('id').where('photo_id', '=', id);
    return {
      url: `/api/photos/${id}/takedown`,
      payload: { reason: 'It is me.' },
      isDone: async () => (await asked.executeTakeFirst()) !== undefined,
    };
  },

  'GET /api/takedowns/:id (of somebody else)': async (scene, caller) =>
    read(await addTakedown(scene, 'guest:somebody'))(scene, caller),
  'GET /api/takedowns/:id (one’s own)': async (scene, caller) =>
    read(await addTakedown(scene, nameOfCaller(scene, caller)))(scene, caller),

  'GET /api/sessions/:id/takedowns': async (scene) => {
    await addTakedown(scene, 'guest:somebody');
    return {
      url: `/api/sessions/${scene.id}/takedowns?limit=1`,
      isDone: says(({ takedowns }) => Array.isArray(takedowns) && takedowns.length === 1),
    };
  },

  'PUT /api/takedowns/:id': async (scene) => {
    const id = await addTakedown(scene, 'guest:somebody');
    return {
      url: `/api/takedowns/${id}`,
      payload: { decision: 'granted' },
      isDone: async () => (await findTakedown(scene.stage.db, id))?.state === 'granted',
    };
  },

  'GET /api/audit': () => ({
    url: '/api/audit',
    isDone: says(({ entries }) => Array.isArray(entries)),
  }),
  'GET /api/sessions/:id/audit': ({ id }) => ({
    url: `/api/sessions/${id}/audit`,
    isDone: says(({ entries }) => Array.isArray(entries)),
  }),
};
