import * as z from 'zod/mini';
import {
  ArchiveSize,
  DeviceSelf,
  FeedPage,
  Health,
  KeepOriginalReply,
  MissingBlobs,
  MissingPhotos,
  PhotoOverview,
  PhotoPage,
  PhotoWishReply,
  PublicSession,
  PublishReply,
  RemovalProgress,
  StoredBlob,
  type KeepOriginal,
  type PhotoFilter,
  type PhotoWish,
  type PhotosOutThere,
  type PublishPhoto,
} from '../protocol/index.ts';
import { json, send, type Call, queryOf } from './http.ts';
import { pacedBody } from './paced-body.ts';
import { photosPath, type PhotosQuery } from './photos-query.ts';

export interface RelayClientOptions {
  /** Origin of the relay, such as `https://photos.example`. */
  baseUrl: string;
  /** Only devices have one; guests ask without. */
  deviceToken?: string;
  fetch?: typeof globalThis.fetch;
  /** For every call but uploads. */
  timeoutMs?: number;
}

export interface UploadOptions {
  signal?: AbortSignal;
  /** Asked before bytes are sent; resolves when that many may be. */
  pace?: (bytes: number) => Promise<void>;
  /** In bytes per second: an upload that is slower than this has failed. */
  slowest?: number;
}

/** What the counts are narrowed to. */
export interface OverviewQuery extends Pick<
  PhotoFilter,
  'photographer' | 'tag' | 'featured' | 'liked'
> {
  offset: number;
}

const TIMEOUT_MS = 10_000;
/** An upload may take as long as at this rate, in bytes per second: a crowded hall's uplink. */
const SLOWEST_UPLINK = 16_000;
const UPLOAD_MIN_MS = 30_000;

/**
 * The relay's HTTP interface, typed. Every call rejects with a PictureLiveError: the relay's own
 * code, or `relay_unreachable` (network, timeout, `signal`) with the cause.
 */
export function createRelayClient(options: RelayClientOptions) {
  const { timeoutMs = TIMEOUT_MS } = options;
  const settings = {
    baseUrl: options.baseUrl,
    token: options.deviceToken,
    // Called as a method of anything but the global object, a browser's fetch refuses.
    fetch: options.fetch ?? ((...args: Parameters<typeof fetch>) => globalThis.fetch(...args)),
  };
  const call = <T>(request: Omit<Call<T>, 'timeoutMs'>): Promise<T> =>
    send({ ...request, timeoutMs }, settings);
  const get = <T>(path: string, reply: z.ZodMiniType<T>): Promise<T> =>
    call({ method: 'GET', path, reply });

  return {
    baseUrl: options.baseUrl,

    /** For the clients of single subjects, such as `messageClient`. */
    call,

    health: (): Promise<Health> => get('/health', Health),

    /** By id or slug. */
    session: (idOrSlug: string): Promise<PublicSession> =>
      get(`/api/sessions/${encodeURIComponent(idOrSlug)}`, PublicSession),

    /** Newest first unless said; `after` is the `nextCursor` of the page before. */
    photos: (query: PhotosQuery): Promise<PhotoPage> => get(photosPath(query), PhotoPage),

    /** What the archive would be, of all photos or of those that this guest likes. */
    archiveSize(idOrSlug: string, liked: boolean): Promise<ArchiveSize> {
      const path = `/api/sessions/${encodeURIComponent(idOrSlug)}/archive/size`;
      return get(`${path}?${queryOf({ liked: String(liked) })}`, ArchiveSize);
    },

    /** How many photos there are of what; `offset`: minutes that this clock is ahead of UTC. */
    overview(
      idOrSlug: string,
      { liked, featured, ...rest }: OverviewQuery,
    ): Promise<PhotoOverview> {
      const flags = { liked: liked?.toString(), featured: featured?.toString() };
      const path = `/api/sessions/${encodeURIComponent(idOrSlug)}/overview`;
      return get(`${path}?${queryOf({ ...rest, ...flags })}`, PhotoOverview);
    },

    /** Events after a `seq`, oldest first. */
    feed(
      query: { sessionId: string; after: number; limit?: number },
      { signal }: { signal?: AbortSignal } = {},
    ): Promise<FeedPage> {
      const { sessionId, ...rest } = query;
      const path = `/api/sessions/${encodeURIComponent(sessionId)}/feed?${queryOf(rest)}`;
      return call({ method: 'GET', path, reply: FeedPage, signal });
    },

    device: (): Promise<DeviceSelf> => get('/api/device', DeviceSelf),

    /** Which of these hashes (at most 1,000) this device still has to upload. */
    async missingBlobs(hashes: readonly string[]): Promise<string[]> {
      const { missing } = await call({
        method: 'POST',
        path: '/api/ingest/blobs/missing',
        reply: MissingBlobs,
        body: json({ hashes }),
      });
      return missing;
    },

    /** Uploads a rendition under its SHA-256; again and again if need be. */
    putBlob(
      hash: string,
      bytes: Uint8Array,
      { signal, pace, slowest = SLOWEST_UPLINK }: UploadOptions = {},
    ): Promise<StoredBlob> {
      const content = isUnshared(bytes) ? bytes : bytes.slice();
      const request = {
        method: 'PUT' as const,
        path: `/api/ingest/blobs/${hash}`,
        reply: StoredBlob,
        body: {
          type: 'application/octet-stream',
          content: pace === undefined ? content : pacedBody(content, pace),
        },
        timeoutMs: UPLOAD_MIN_MS + (bytes.byteLength / slowest) * 1000,
        signal,
      };
      return send(request, settings);
    },

    /** Which of its photos (at most 500) a relay that was restored does not have any more. */
    missingPhotos: (sessionId: string, photos: PhotosOutThere['photos']): Promise<MissingPhotos> =>
      call({
        method: 'POST',
        path: `/api/ingest/sessions/${sessionId}/photos/missing`,
        reply: MissingPhotos,
        body: json({ photos }),
      }),

    /** Publishes, replaces or completes a photo; idempotent. */
    publish: (sessionId: string, photoId: string, photo: PublishPhoto): Promise<PublishReply> =>
      call({
        method: 'PUT',
        path: photoPath(sessionId, photoId),
        reply: PublishReply,
        body: json(photo),
      }),

    /** Takes back, restores, describes a photo that this device delivered; the newest wish holds. */
    wish: (sessionId: string, photoId: string, wish: PhotoWish): Promise<PhotoWishReply> =>
      call({
        method: 'PUT',
        path: `${photoPath(sessionId, photoId)}/wish`,
        reply: PhotoWishReply,
        body: json(wish),
      }),

    /** Brings the original of a photo that this device delivered; idempotent. */
    keepOriginal: (
      sessionId: string,
      photoId: string,
      original: KeepOriginal,
    ): Promise<KeepOriginalReply> =>
      call({
        method: 'PUT',
        path: `${photoPath(sessionId, photoId)}/original`,
        reply: KeepOriginalReply,
        body: json(original),
      }),

    /** How far a photo is gone; rejects with `not_found` a quarter of an hour later. */
    removal: (photoId: string): Promise<RemovalProgress> =>
      get(`/api/photos/${encodeURIComponent(photoId)}/removal`, RemovalProgress),

    /** Takes a photo back from every screen; idempotent. */
    async removePhoto(sessionId: string, photoId: string): Promise<void> {
      await call({
        method: 'DELETE',
        path: photoPath(sessionId, photoId),
        reply: z.unknown(),
      });
    },
  };
}

export type RelayClient = ReturnType<typeof createRelayClient>;

function photoPath(sessionId: string, photoId: string): string {
  return `/api/ingest/sessions/${encodeURIComponent(sessionId)}/photos/${encodeURIComponent(photoId)}`;
}

/** fetch refuses memory that another thread could change meanwhile. */
function isUnshared(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}
