import { v7 as uuid } from 'uuid';
import { PublishReply } from '@picture-live/shared/protocol';
import type { PhotoWish, PublishPhoto } from '@picture-live/shared/protocol';
import { makePicture, sha256 } from './pictures.ts';
import type { TestPicture } from './pictures.ts';
import { DEVICE_TOKEN } from './relay.ts';

/** Speaks to a relay over HTTP as a laptop does. */
export class TestDevice {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token = DEVICE_TOKEN) {
    this.#url = url;
    this.#token = token;
  }

  async call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.#token}`);
    return fetch(`${this.#url}${path}`, { ...init, headers });
  }

  async sendJson(method: string, path: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return this.call(path, { method, headers, body: JSON.stringify(body) });
  }

  async upload(bytes: Buffer, hash = sha256(bytes)): Promise<Response> {
    return this.call(`/api/ingest/blobs/${hash}`, { method: 'PUT', body: new Uint8Array(bytes) });
  }

  async publish(sessionId: string, photoId: string, photo: PublishPhoto): Promise<Response> {
    return this.sendJson('PUT', `/api/ingest/sessions/${sessionId}/photos/${photoId}`, photo);
  }

  async remove(sessionId: string, photoId: string): Promise<Response> {
    return this.call(`/api/ingest/sessions/${sessionId}/photos/${photoId}`, { method: 'DELETE' });
  }

  async wish(sessionId: string, photoId: string, wish: PhotoWish): Promise<Response> {
    return this.sendJson('PUT', `/api/ingest/sessions/${sessionId}/photos/${photoId}/wish`, wish);
  }

  /** Uploads two new pictures and publishes them as one photo. */
  async deliver(sessionId: string, shade: number, photoId = uuid()): Promise<PublishReply> {
    const photo = await announce(shade);
    for (const picture of [photo.thumb, photo.grid]) await this.upload(picture.bytes);
    const reply = await this.publish(sessionId, photoId, photo.body);
    return PublishReply.parse(await reply.json());
  }
}

export interface TestPhoto {
  thumb: TestPicture;
  grid: TestPicture;
  body: PublishPhoto;
}

/** Pictures and announcement of a photo whose content is `shade`. */
export async function announce(
  shade: number,
  changes: Partial<PublishPhoto> = {},
): Promise<TestPhoto> {
  const thumb = await makePicture(shade, 48, 32);
  const grid = await makePicture(shade, 96, 64);
  const now = Date.now();
  const body: PublishPhoto = {
    revision: 1,
    sourceHash: sha256(`source ${shade}`),
    width: 960,
    height: 640,
    capturedAt: now,
    thumbhash: '3OcRJYB4d3h/iIeHeEh3eIhw+j3A',
    renditions: { thumb: thumb.ref, grid: grid.ref },
    timeline: { fileComplete: now, rendered: now, stored: now },
    ...changes,
  };
  return { thumb, grid, body };
}
