import { createHash, randomBytes } from 'node:crypto';
import { PublishReply, type PublishPhoto, type RenditionRef } from '@picture-live/shared/protocol';
import sharp from 'sharp';
import * as z from 'zod/mini';

/*
 * A laptop's side of the ingest API in plain HTTP, for benches of the relay alone. The engine's own
 * client is not used on purpose: what is measured should not depend on it.
 */

export interface Picture {
  bytes: Buffer;
  ref: RenditionRef;
}

/** A picture of noise, which no encoder can make small: about as many bytes as asked for. */
export async function noisePicture(
  width: number,
  height: number,
  wantedBytes: number,
): Promise<Picture> {
  const noise = sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  });
  const pixels = await noise.png().toBuffer();
  let bytes = Buffer.alloc(0);
  for (let quality = 20; quality <= 96 && bytes.length < wantedBytes; quality += 4) {
    bytes = await sharp(pixels).jpeg({ quality }).toBuffer();
  }
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { bytes, ref: { hash, width, height, bytes: bytes.length, type: 'image/jpeg' } };
}

/** UUIDv7 (RFC 9562, section 5.7) from a time and random bits. */
export function newId(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

export interface Device {
  upload(picture: Picture): Promise<void>;
  /** Publishes a photo as it is described; what it shows has to be there. */
  announce(photoId: string, photo: PublishPhoto): Promise<PublishReply>;
  /** Publishes or, with a higher revision, replaces a photo. */
  publish(
    photoId: string,
    revision: number,
    thumb: Picture,
    grid: Picture,
    full?: Picture,
  ): Promise<PublishReply>;
  /** Adds the original of a photo that is published; its bytes are uploaded already. */
  keepOriginal(photoId: string, revision: number, original: Picture): Promise<void>;
  /** Takes a photo back from every screen. */
  remove(photoId: string): Promise<void>;
}

export function asDevice(relay: string, sessionId: string, token: string): Device {
  const authorization = `Bearer ${token}`;
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    const reply = await fetch(new URL(path, relay), init);
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${init.method} ${path} answered ${reply.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const send = (path: string, type: string, body: Buffer | string): Promise<unknown> =>
    call(path, {
      method: 'PUT',
      headers: { authorization, 'content-type': type },
      body: new Uint8Array(Buffer.from(body)),
    });
  const photoPath = (photoId: string): string =>
    `/api/ingest/sessions/${sessionId}/photos/${photoId}`;
  async function announce(photoId: string, photo: PublishPhoto): Promise<PublishReply> {
    const json = JSON.stringify(photo);
    return z.parse(PublishReply, await send(photoPath(photoId), 'application/json', json));
  }

  return {
    announce,
    async upload({ bytes, ref }) {
      await send(`/api/ingest/blobs/${ref.hash}`, 'application/octet-stream', bytes);
    },
    async publish(photoId, revision, thumb, grid, full) {
      const now = Date.now();
      return announce(photoId, {
        revision,
        sourceHash: createHash('sha256').update(`${photoId} ${revision}`).digest('hex'),
        width: 6000,
        height: 4000,
        capturedAt: now,
        thumbhash: 'HBkSHYSIeHiPiHh8eJd4eTN0EEQG',
        renditions: {
          thumb: thumb.ref,
          grid: grid.ref,
          ...(full !== undefined && { full: full.ref }),
        },
        timeline: { fileComplete: now, rendered: now, stored: now },
      });
    },
    async keepOriginal(photoId, revision, { ref }) {
      const json = JSON.stringify({ revision, original: ref });
      await send(`${photoPath(photoId)}/original`, 'application/json', json);
    },
    async remove(photoId) {
      await call(photoPath(photoId), { method: 'DELETE', headers: { authorization } });
    },
  };
}
