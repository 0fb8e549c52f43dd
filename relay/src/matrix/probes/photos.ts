import { v7 as uuid } from 'uuid';
import { addLike, likes } from '../../repositories/photo-likes.ts';
import { addTag } from '../../repositories/photo-tags.ts';
import { findPhoto, findPhotos, insertRenditions } from '../../repositories/photos.ts';
import { mediaUrl } from '../../services/media/signature.ts';
import { renditionRows } from '../../services/publish/check-renditions.ts';
import { announce } from '../../testing/device.ts';
import { formOf } from '../../testing/form.ts';
import { makePicture, sha256 } from '../../testing/pictures.ts';
import { formPayload, says } from '../probe.ts';
import type { Probe, Probes, Tried } from '../probe.ts';
import type { Scene } from '../scene.ts';
import { addPhoto, giveBlobs, mediaKeyOf, nameOfCaller } from './things.ts';

const HIDDEN = { removed_at: 1, hidden: 'hidden' } as const;
const TAKEN_BACK = { removed_at: 1, hidden: null } as const;

const photosOf = says(({ photos }) => Array.isArray(photos) && photos.length > 0);

async function isHidden({ stage }: Scene, id: string): Promise<boolean> {
  return (await findPhoto(stage.db, id))?.removed_at !== null;
}

/** The stage's picture is the original of this photo as well; its bytes. */
async function addOriginal({ stage }: Scene, photoId: string): Promise<Buffer> {
  const { grid, body } = stage.picture;
  const rows = renditionRows(photoId, body.revision, [['original', grid.ref]]);
  await insertRenditions(stage.db, rows);
  return grid.bytes;
}

let made = 0;
/** A picture that no other upload has brought: neighbouring shades may be the same bytes. */
async function freshPicture(): Promise<Buffer> {
  made += 1;
  return (await makePicture((made % 128) * 0x02_02_02, 40 + Math.floor(made / 128), 30)).bytes;
}

/** @param action with what belongs to it. */
function batch(
  scene: Scene,
  photoId: string,
  action: Record<string, string>,
): Pick<Tried, 'url' | 'payload'> {
  const payload = { sessionId: scene.id, ids: [photoId], ...action };
  return { url: '/api/photos/batch', payload };
}

function wish(scene: Scene, photoId: string, wanted: object): Pick<Tried, 'url' | 'payload'> {
  const url = `/api/ingest/sessions/${scene.id}/photos/${photoId}/wish`;
  return { url, payload: { version: 1, ...wanted } };
}

const feature =
  (action: 'feature' | 'unfeature'): Probe =>
  async (scene) => {
    const wanted = action === 'feature' ? 1 : 0;
    const id = await addPhoto(scene, { featured: 1 - wanted });
    return {
      ...batch(scene, id, { action }),
      isDone: async () => (await findPhoto(scene.stage.db, id))?.featured === wanted,
    };
  };

const tag =
  (action: 'tag' | 'untag'): Probe =>
  async (scene) => {
    const id = await addPhoto(scene);
    if (action === 'untag') await addTag(scene.stage.db, id, 'cake');
    return {
      ...batch(scene, id, { action, tag: 'cake' }),
      isDone: async () => {
        const [stored] = await findPhotos(scene.stage.db, [id]);
        return stored?.tags.includes('cake') === (action === 'tag');
      },
    };
  };

const moveTo =
  (where: (scene: Scene) => string): Probe =>
  async (scene) => {
    const id = await addPhoto(scene);
    return {
      ...batch(scene, id, { action: 'move', toSessionId: where(scene) }),
      isDone: async () => (await findPhoto(scene.stage.db, id))?.session_id === where(scene),
    };
  };

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
const lookProbes: Probes = {
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

/** Changing them, and what is known of those that go. */
const changeProbes: Probes = {
  'PUT /api/photos/:id (hide)': async (scene) => {
    const id = await addPhoto(scene);
    const payload = { hidden: true };
    return { url: `/api/photos/${id}`, payload, isDone: () => isHidden(scene, id) };
  },
  'PUT /api/photos/:id (caption)': async (scene) => {
    const id = await addPhoto(scene);
    return {
      url: `/api/photos/${id}`,
      payload: { caption: 'Cake', hidden: true },
      isDone: async () => (await findPhoto(scene.stage.db, id))?.caption === 'Cake',
    };
  },
  'DELETE /api/photos/:id': async (scene) => {
    const id = await addPhoto(scene);
    return { url: `/api/photos/${id}`, isDone: () => isHidden(scene, id) };
  },
  'GET /api/photos/:id/removal': async (scene) => {
    const id = await addPhoto(scene);
    await scene.stage.relay.relay.app.inject({
      method: 'DELETE',
      url: `/api/photos/${id}`,
      headers: { authorization: `Bearer ${scene.tokens.owner ?? ''}` },
    });
    return { url: `/api/photos/${id}/removal`, isDone: says(({ photoId }) => photoId === id) };
  },
  'POST /api/photos/:id/restore': async (scene) => {
    const id = await addPhoto(scene, TAKEN_BACK);
    const isDone = async (): Promise<boolean> => !(await isHidden(scene, id));
    return { url: `/api/photos/${id}/restore`, isDone };
  },
  'POST /api/photos/batch (hide)': async (scene) => {
    const id = await addPhoto(scene);
    return {
      ...batch(scene, id, { action: 'hide' }),
      isDone: async () => (await findPhoto(scene.stage.db, id))?.hidden === 'hidden',
    };
  },
  'POST /api/photos/batch (show)': async (scene) => {
    const id = await addPhoto(scene, { removed_at: 1, hidden: 'held' });
    const isDone = async (): Promise<boolean> => !(await isHidden(scene, id));
    return { ...batch(scene, id, { action: 'show' }), isDone };
  },
  'POST /api/photos/batch (delete)': async (scene) => {
    const id = await addPhoto(scene);
    return { ...batch(scene, id, { action: 'delete' }), isDone: () => isHidden(scene, id) };
  },
  'POST /api/photos/batch (restore)': async (scene) => {
    const id = await addPhoto(scene, TAKEN_BACK);
    const isDone = async (): Promise<boolean> => !(await isHidden(scene, id));
    return { ...batch(scene, id, { action: 'restore' }), isDone };
  },
  'POST /api/photos/batch (feature)': feature('feature'),
  'POST /api/photos/batch (unfeature)': feature('unfeature'),
  'POST /api/photos/batch (tag)': tag('tag'),
  'POST /api/photos/batch (untag)': tag('untag'),
  'POST /api/photos/batch (move)': moveTo(({ besideId }) => besideId),
  'POST /api/photos/batch (move elsewhere)': moveTo(({ stage }) => stage.relay.sessionId),
};

/** Bringing them. */
const bringProbes: Probes = {
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

export const photoProbes: Probes = { ...lookProbes, ...changeProbes, ...bringProbes };
