import type { RelayClient } from '@picture-live/shared/client';
import { PictureLiveError, type ErrorCode } from '@picture-live/shared/errors';
import type { Photo } from '@picture-live/shared/protocol';

/** A relay whose failures a test decides; for what people wish of photos. */
export interface ScriptedRelay {
  client: Pick<RelayClient, 'wish' | 'missingBlobs' | 'putBlob'>;
  /** Photos that something was wished of, in order. */
  wishes: string[];
  /** Blobs it was asked about. */
  asked: string[];
  failNext(call: 'wish', code: ErrorCode): void;
}

export function scriptedRelay(): ScriptedRelay {
  const failures: ErrorCode[] = [];
  const relay: ScriptedRelay = {
    wishes: [],
    asked: [],
    failNext: (_call, code) => failures.push(code),
    client: {
      async wish(_sessionId, photoId) {
        relay.wishes.push(photoId);
        const code = failures.shift();
        if (code !== undefined) throw new PictureLiveError(code);
        return { outcome: 'done', photo: PHOTO };
      },
      async missingBlobs(hashes) {
        relay.asked.push(...hashes);
        return [];
      },
      putBlob: () => Promise.reject(new Error('Nothing is missing.')),
    },
  };
  return relay;
}

/** A photo as the relay answers with it once it is published. */
export function publishedPhoto(
  id: string,
  body: Pick<Photo, 'revision' | 'width' | 'height' | 'capturedAt' | 'thumbhash'>,
): Photo {
  const { revision, width, height, capturedAt, thumbhash } = body;
  const rendition = { url: '/media', width: 1, height: 1, bytes: 1, type: 'image/jpeg' as const };
  return {
    id,
    seq: 1,
    revision,
    width,
    height,
    capturedAt,
    publishedAt: 1,
    thumbhash,
    renditions: { thumb: rendition, grid: rendition },
  };
}

const PHOTO = publishedPhoto('photo', {
  revision: 1,
  width: 1,
  height: 1,
  capturedAt: 1,
  thumbhash: 'AAAA',
});
