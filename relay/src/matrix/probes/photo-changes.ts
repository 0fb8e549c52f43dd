import { addTag } from '../../repositories/photo-tags.ts';
import { findPhoto, findPhotos } from '../../repositories/photos.ts';
import { says } from '../probe.ts';
import type { Probe, Probes, Tried } from '../probe.ts';
import type { Scene } from '../scene.ts';
import { addPhoto, isHidden, TAKEN_BACK } from './things.ts';

/** @param action with what belongs to it. */
function batch(
  scene: Scene,
  photoId: string,
  action: Record<string, string>,
): Pick<Tried, 'url' | 'payload'> {
  const payload = { sessionId: scene.id, ids: [photoId], ...action };
  return { url: '/api/photos/batch', payload };
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

/** Changing photos, and what is known of those that go. */
export const photoChangeProbes: Probes = {
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
