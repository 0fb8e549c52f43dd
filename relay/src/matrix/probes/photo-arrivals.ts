import { v7 as uuid } from 'uuid';
import { findPhoto, findPhotos } from '../../repositories/photos.ts';
import { announce } from '../../testing/device.ts';
import { formOf } from '../../testing/form.ts';
import { makePicture, sha256 } from '../../testing/pictures.ts';
import { formPayload, says } from '../probe.ts';
import type { Probes, Tried } from '../probe.ts';
import type { Scene } from '../scene.ts';
import { addPhoto, giveBlobs, isHidden, TAKEN_BACK } from './things.ts';

let made = 0;
/** A picture that no other upload has brought: neighbouring shades may be the same bytes. */
async function freshPicture(): Promise<Buffer> {
  made += 1;
  return (await makePicture((made % 128) * 0x02_02_02, 40 + Math.floor(made / 128), 30)).bytes;
}

function wish(scene: Scene, photoId: string, wanted: object): Pick<Tried, 'url' | 'payload'> {
  const url = `/api/ingest/sessions/${scene.id}/photos/${photoId}/wish`;
  return { url, payload: { version: 1, ...wanted } };
}

/** Bringing photos, and what a laptop wishes of its own. */
export const photoArrivalProbes: Probes = {
  'POST /api/photos/upload': async (scene) => {
    const picture = await freshPicture();
    const source = scene.stage.db
      .selectFrom('photos')
      .select('uploader')
      .where('source_hash', '=', sha256(picture));
    return {
      url: '/api/photos/upload',
      ...(await formPayload(formOf({ sessionId: scene.id }, [['a.jpg', picture]]))),
      isDone: async () => (await source.executeTakeFirst()) !== undefined,
    };
  },
  'PUT /api/photos/:id/content': async (scene) => {
    const id = await addPhoto(scene);
    return {
      url: `/api/photos/${id}/content`,
      ...(await formPayload(formOf({}, [['a.jpg', await freshPicture()]]))),
      isDone: async () => (await findPhoto(scene.stage.db, id))?.revision === 2,
    };
  },
  'PUT /api/ingest/sessions/:sessionId/photos/:photoId': async (scene) => {
    await giveBlobs(scene);
    const { body } = await announce(1, { sourceHash: sha256(uuid()) });
    const photoId = uuid();
    return {
      url: `/api/ingest/sessions/${scene.id}/photos/${photoId}`,
      payload: body,
      isDone: async () => (await findPhoto(scene.stage.db, photoId)) !== undefined,
    };
  },
  'PUT /api/ingest/sessions/:sessionId/photos/:photoId/wish (retract)': async (scene) => {
    const id = await addPhoto(scene);
    return { ...wish(scene, id, { retracted: true }), isDone: () => isHidden(scene, id) };
  },
  'PUT /api/ingest/sessions/:sessionId/photos/:photoId/wish (restore)': async (scene) => {
    const id = await addPhoto(scene, { ...TAKEN_BACK, retracted: 1 });
    const isDone = async (): Promise<boolean> => !(await isHidden(scene, id));
    return { ...wish(scene, id, { retracted: false }), isDone };
  },
  'PUT /api/ingest/sessions/:sessionId/photos/:photoId/wish (describe)': async (scene) => {
    const id = await addPhoto(scene);
    return {
      ...wish(scene, id, { caption: 'Cake', tag: ['cake'], featured: true }),
      isDone: async () => {
        const [stored] = await findPhotos(scene.stage.db, [id]);
        return stored?.photo.caption === 'Cake' && stored.tags.includes('cake');
      },
    };
  },
  'PUT /api/ingest/sessions/:sessionId/photos/:photoId/original': async (scene) => {
    await giveBlobs(scene);
    const id = await addPhoto(scene);
    return {
      url: `/api/ingest/sessions/${scene.id}/photos/${id}/original`,
      payload: { revision: 1, original: scene.stage.picture.grid.ref },
      isDone: async () => {
        const [stored] = await findPhotos(scene.stage.db, [id]);
        return stored?.renditions.some(({ name }) => name === 'original') === true;
      },
    };
  },
  'POST /api/ingest/sessions/:sessionId/photos/missing': ({ id }) => ({
    url: `/api/ingest/sessions/${id}/photos/missing`,
    payload: { photos: [{ id: uuid(), revision: 1 }] },
    isDone: says(({ missing }) => Array.isArray(missing)),
  }),

  'DELETE /api/ingest/sessions/:sessionId/photos/:photoId': async (scene) => {
    const id = await addPhoto(scene);
    return {
      url: `/api/ingest/sessions/${scene.id}/photos/${id}`,
      isDone: () => isHidden(scene, id),
    };
  },
};
