import { findImage } from '../../repositories/images.ts';
import { signPicture } from '../../services/media/signature.ts';
import { formOf } from '../../testing/form.ts';
import { formPayload, says } from '../probe.ts';
import type { Probe, Probes } from '../probe.ts';
import type { Scene } from '../scene.ts';
import { addImage, mediaKeyOf, nameOfCaller } from './things.ts';

const SOMEBODY = 'guest:somebody';

async function isGone({ stage }: Scene, id: string): Promise<boolean> {
  return (await findImage(stage.db, id)) === undefined;
}

const upload =
  (url: string): Probe =>
  async (scene, caller) => {
    const { id, stage } = scene;
    const name = nameOfCaller(scene, caller);
    const rows = stage.db
      .selectFrom('images')
      .select('id')
      .where('uploader', '=', name)
      .where('session_id', '=', id);
    const before = (await rows.execute()).length;
    const form = formOf({ sessionId: id }, [['a.jpg', stage.picture.grid.bytes]]);
    return {
      url,
      ...(await formPayload(form)),
      isDone: async () => (await rows.execute()).length > before,
    };
  };

async function setLogo({ stage, id }: Scene): Promise<string> {
  const { ref, bytes } = stage.picture.grid;
  const row = { session_id: id, hash: ref.hash, created_at: Date.now() };
  await stage.db
    .insertInto('session_logos')
    .values(row)
    .onConflict((one) => one.doNothing())
    .execute();
  return bytes.toString('base64');
}

/** Pictures that are no photos. */
export const imageProbes: Probes = {
  'POST /api/images/upload': upload('/api/images/upload'),
  'POST /api/images/upload/batch': upload('/api/images/upload/batch'),

  'GET /api/images/session/:id': async (scene) => {
    await addImage(scene, SOMEBODY);
    return {
      url: `/api/images/session/${scene.id}`,
      isDone: says(({ images }) => Array.isArray(images) && images.length > 0),
    };
  },

  'DELETE /api/images/:id (of somebody else)': async (scene) => {
    const id = await addImage(scene, SOMEBODY);
    return { url: `/api/images/${id}`, isDone: () => isGone(scene, id) };
  },
  'DELETE /api/images/:id (one’s own)': async (scene, caller) => {
    const id = await addImage(scene, nameOfCaller(scene, caller));
    return { url: `/api/images/${id}`, isDone: () => isGone(scene, id) };
  },

  'PUT /api/sessions/:id/logo': async ({ stage, id }) => {
    const rows = stage.db.selectFrom('session_logos').select('hash').where('session_id', '=', id);
    await stage.db.deleteFrom('session_logos').where('session_id', '=', id).execute();
    const form = formOf({}, [['logo.jpg', stage.picture.grid.bytes]]);
    return {
      url: `/api/sessions/${id}/logo`,
      ...(await formPayload(form)),
      isDone: async () => (await rows.execute()).length > 0,
    };
  },

  'GET /logos/:sessionId/:file': async (scene) => {
    const bytes = await setLogo(scene);
    return {
      url: `/logos/${scene.id}/${scene.stage.picture.grid.ref.hash}.png`,
      isDone: (reply) => reply.rawPayload.toString('base64') === bytes,
    };
  },

  'GET /images/:id/:signature/:file': async (scene) => {
    const id = await addImage(scene, SOMEBODY);
    const { bytes, ref } = scene.stage.picture.grid;
    const signature = signPicture(await mediaKeyOf(scene), id, ref.hash);
    return {
      url: `/images/${id}/${signature}/${ref.hash}.jpg`,
      isDone: (reply) => reply.rawPayload.equals(bytes),
    };
  },
};
