import type { RelayConfig } from '../../config.ts';
import type { Db } from '../../db/database.ts';
import type { FanOut } from '../../fan-out/fan-out.ts';
import type { BlobStore } from '../../storage/blob-store.ts';
import { mediaService } from './media.ts';
import type { MediaService } from './media.ts';
import { PurgeQueue } from './purge-queue.ts';
import { tellCaches } from './tell-caches.ts';

export interface OpenMedia {
  media: MediaService;
  /** To be used for every announcement: it tells caches in front of the relay, too. */
  fanOut: FanOut;
  stop: () => Promise<void>;
}

/** The pictures, kept true by what all instances announce. */
export function openMedia(
  config: Pick<RelayConfig, 'mediaCacheBytes' | 'front'>,
  deps: { db: Db; blobs: BlobStore; fanOut: FanOut; onFailure: (error: unknown) => void },
): OpenMedia {
  const { db, blobs, fanOut, onFailure } = deps;
  const media = mediaService({ db, blobs, cacheBytes: config.mediaCacheBytes });
  const unsubscribe = fanOut.subscribe((message) => media.hear(message));
  const { purge } = config.front;
  if (purge === null) return { media, fanOut, stop: async () => unsubscribe() };
  const queue = new PurgeQueue(purge, onFailure);
  return {
    media,
    fanOut: tellCaches(fanOut, { media, purge: (path) => queue.add(path), onFailure }),
    stop: async () => {
      unsubscribe();
      await queue.stop();
    },
  };
}
