import { addLike, likes } from '../../repositories/photo-likes.ts';
import { insertRenditions } from '../../repositories/photos.ts';
import { mediaUrl } from '../../services/media/signature.ts';
import { renditionRows } from '../../services/publish/check-renditions.ts';
import { says } from '../probe.ts';
import type { Probe, Probes } from '../probe.ts';
import type { Scene } from '../scene.ts';
import { addPhoto, mediaKeyOf, nameOfCaller } from './things.ts';

const HIDDEN = { removed_at: 1, hidden: 'hidden' } as const;

const photosOf = says(({ photos }) => Array.isArray(photos) && photos.length > 0);

/** The stage's picture is the original of this photo as well; its bytes. */
async function addOriginal({ stage }: Scene, photoId: string): Promise<Buffer> {
  const { grid, body } = stage.picture;
  const rows = renditionRows(photoId, body.revision, [['original', grid.ref]]);
  await insertRenditions(stage.db, rows);
  return grid.bytes;
}

const like =
  (isOn: boolean): Probe =>
  async (scene, caller) => {
    const id = await addPhoto(scene);
    const name = nameOfCaller(scene, caller);
    if (!isOn) await addLike(scene.stage.db, id, name, Date.now());
    return {
      url: `/api/photos/${id}/like`,
      isDone: async () => (await likes(scene.stage.db, id, name)) === isOn,
    };
  };

/** Looking at photos and taking them along. */
export const photoProbes: Probes = {
  'GET /api/photos': async (scene) => {
    await addPhoto(scene);
    return { url: `/api/photos?sessionId=${scene.id}&limit=1`, isDone: photosOf };
  },
  'GET /api/photos (also hidden ones)': async (scene) => {
    const id = await addPhoto(scene, HIDDEN);
    const url = `/api/photos?sessionId=${scene.id}&includeHidden=true`;
    return { url, isDone: (reply) => reply.statusCode === 200 && reply.body.includes(id) };
  },
  'GET /api/photos (found by a word)': async (scene) => {
    const id = await addPhoto(scene, { caption: 'The cake' });
    const url = `/api/photos?sessionId=${scene.id}&text=CAKE`;
    return { url, isDone: (reply) => reply.statusCode === 200 && reply.body.includes(id) };
  },
  'GET /api/sessions/:id/bin': async (scene) => {
    const id = await addPhoto(scene, { removed_at: Date.now() });
    const url = `/api/sessions/${scene.id}/bin`;
    return { url, isDone: (reply) => reply.statusCode === 200 && reply.body.includes(id) };
  },
  'GET /api/photos/:id/pictures/:name': async (scene) => {
    const id = await addPhoto(scene, HIDDEN);
    const { bytes } = scene.stage.picture.grid;
    return {
      url: `/api/photos/${id}/pictures/grid`,
      isDone: (reply) => reply.rawPayload.equals(bytes),
    };
  },
  'GET /api/photos (liked ones)': async (scene, caller) => {
    const id = await addPhoto(scene);
    await addLike(scene.stage.db, id, nameOfCaller(scene, caller), Date.now());
    return { url: `/api/photos?sessionId=${scene.id}&liked=true`, isDone: photosOf };
  },
  'GET /api/photos/:id': async (scene) => {
    const id = await addPhoto(scene);
    return { url: `/api/photos/${id}`, isDone: says((photo) => photo['id'] === id) };
  },
  'GET /api/photos/:id/download': async (scene) => {
    const id = await addPhoto(scene);
    const { bytes } = scene.stage.picture.grid;
    return {
      url: `/api/photos/${id}/download`,
      isDone: (reply) => reply.rawPayload.equals(bytes),
    };
  },
  'GET /api/photos/:id/original': async (scene) => {
    const id = await addPhoto(scene);
    const bytes = await addOriginal(scene, id);
    return {
      url: `/api/photos/${id}/original`,
      isDone: (reply) => reply.rawPayload.equals(bytes),
    };
  },
  'GET /api/sessions/:id/archive': async (scene) => {
    await addPhoto(scene);
    const { bytes } = scene.stage.picture.grid;
    return {
      url: `/api/sessions/${scene.id}/archive`,
      isDone: (reply) => reply.rawPayload.includes(bytes),
    };
  },
  'GET /api/sessions/:id/archive/size': async (scene) => {
    await addPhoto(scene);
    return {
      url: `/api/sessions/${scene.id}/archive/size`,
      isDone: says(({ bytes }) => typeof bytes === 'number' && bytes > 0),
    };
  },
  'GET /api/sessions/:id/overview': async (scene) => {
    await addPhoto(scene);
    return {
      url: `/api/sessions/${scene.id}/overview`,
      isDone: says(({ count }) => typeof count === 'number' && count > 0),
    };
  },
  'GET /media/:photoId/:signature/:file': async (scene) => {
    const id = await addPhoto(scene);
    const { bytes, ref } = scene.stage.picture.thumb;
    return {
      url: mediaUrl(await mediaKeyOf(scene), id, ref.hash),
      isDone: (reply) => reply.rawPayload.equals(bytes),
    };
  },
  'PUT /api/photos/:id/like': like(true),
  'DELETE /api/photos/:id/like': like(false),
};
