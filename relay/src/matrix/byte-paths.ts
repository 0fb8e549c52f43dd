import path from 'node:path';
import type { Photo } from '@picture-live/shared/protocol';
import type { TestCaller } from '../testing/accounts.ts';
import { announce } from '../testing/device.ts';
import type { TestDevice } from '../testing/device.ts';
import { formOf, sendForm } from '../testing/form.ts';
import { makePicture } from '../testing/pictures.ts';
import type { Scene } from './scene.ts';

/** A request that gives, or once gave, bytes of a photo. */
export interface BytePath {
  what: string;
  url: string;
  method?: 'HEAD';
  headers?: Record<string, string>;
}

/** Where the pictures themselves were: nothing but refusal is right there. */
export function picturePaths({ renditions }: Photo): BytePath[] {
  const urls = Object.entries(renditions).map(([name, one]) => [name, one?.url ?? ''] as const);
  return urls.flatMap(([name, url]) => {
    const etag = `"${path.basename(url, '.jpg')}"`;
    return [
      { what: name, url },
      { what: `HEAD of ${name}`, url, method: 'HEAD' as const },
      { what: `a part of ${name}`, url, headers: { range: 'bytes=0-99' } },
      { what: `${name}, if it is another`, url, headers: { 'if-none-match': etag } },
      { what: `${name}, if it is any other`, url, headers: { 'if-none-match': '*' } },
      {
        what: `${name}, if it is newer`,
        url,
        headers: { 'if-modified-since': new Date().toUTCString() },
      },
      { what: `${name} with a query`, url: `${url}?v=2` },
    ];
  });
}

/** Where they are among other things, or never were by themselves. */
export function otherPaths({ id, slug }: Scene, photo: Photo): BytePath[] {
  const hash = path.basename(photo.renditions.thumb.url, '.jpg');
  return [
    { what: 'download', url: `/api/photos/${photo.id}/download` },
    { what: 'original', url: `/api/photos/${photo.id}/original` },
    { what: 'picture for members', url: `/api/photos/${photo.id}/pictures/thumb` },
    { what: 'archive', url: `/api/sessions/${id}/archive` },
    { what: 'archive of liked ones', url: `/api/sessions/${id}/archive?liked=true` },
    { what: 'gallery', url: `/g/${slug}` },
    { what: 'its own page', url: `/g/${slug}/p/${photo.id}` },
    { what: 'wall', url: `/wall/${slug}` },
    { what: 'blob by its hash', url: `/api/ingest/blobs/${hash}` },
    { what: 'blob as a file', url: `/blobs/${hash.slice(0, 2)}/${hash}` },
    { what: 'without a signature', url: `/media/${photo.id}/${hash}.jpg` },
    { what: 'as an image', url: photo.renditions.thumb.url.replace('/media/', '/images/') },
  ];
}

/** What can be done so that a photo, or what it showed, is not to be seen any more. */
export interface Way {
  scene: Scene;
  photo: Photo;
  /** Somebody with the token of that caller. */
  as: (caller: 'owner' | 'moderator' | 'guest') => TestCaller;
  laptop: TestDevice;
}

async function batch({ scene, photo, as }: Way, action: object): Promise<Response> {
  const body = { sessionId: scene.id, ids: [photo.id], ...action };
  return as('owner').call('POST', '/api/photos/batch', body);
}

const changeSession = ({ scene, as }: Way, wanted: object): Promise<Response> =>
  as('owner').call('PUT', `/api/sessions/${scene.id}`, wanted);

export const WAYS: Record<string, (way: Way) => Promise<Response>> = {
  'hidden by a moderator': ({ as, photo }) =>
    as('moderator').call('PUT', `/api/photos/${photo.id}`, { hidden: true }),
  'hidden with others': (way) => batch(way, { action: 'hide' }),
  deleted: ({ as, photo }) => as('owner').call('DELETE', `/api/photos/${photo.id}`),
  'deleted with others': (way) => batch(way, { action: 'delete' }),
  'taken back by its laptop': ({ laptop, scene, photo }) => laptop.remove(scene.id, photo.id),
  'asked to be removed by a guest': ({ as, photo }) =>
    as('guest').call('POST', `/api/photos/${photo.id}/takedown`, {}),
  'replaced by its laptop': async ({ laptop, scene, photo }) => {
    const next = await announce(0x80_80_80, { revision: 2 });
    for (const { bytes } of [next.thumb, next.grid]) await laptop.upload(bytes);
    return laptop.publish(scene.id, photo.id, next.body);
  },
  'replaced by an upload': async ({ scene, photo }) => {
    const { bytes } = await makePicture(0xc0_c0_c0, 300, 200);
    const url = `${scene.stage.relay.url}/api/photos/${photo.id}/content`;
    return sendForm(url, scene.tokens.owner, formOf({}, [['a.jpg', bytes]]), 'PUT');
  },
  'moved to a session for members only': async (way) => {
    const { besideId } = way.scene;
    await way.as('owner').call('PUT', `/api/sessions/${besideId}`, { access: 'members' });
    return batch(way, { action: 'move', toSessionId: besideId });
  },
  'in a session for members only': (way) => changeSession(way, { access: 'members' }),
  'in a session with another code': (way) =>
    changeSession(way, { access: 'code', accessCode: 'another one' }),
  'in a session that has ended': (way) => changeSession(way, { expiresAt: Date.now() - 1 }),
  'in a session that is deleted': ({ scene, as }) =>
    as('owner').call('DELETE', `/api/sessions/${scene.id}`),
};
