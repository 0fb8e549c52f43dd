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

export interface OpenMediaDeps {
  db: Db;
  blobs: BlobStore;
  fanOut: FanOut;
  /** Whether changes that other instances make are heard of now; always, unless said. */
  isHearing?: () => boolean;
  onFailure: (error: unknown) => void;
}

/** The pictures, kept true by what all instances announce. */
export function openMedia(
  config: Pick<RelayConfig, 'mediaCacheBytes' | 'front'>,
  deps: OpenMediaDeps,
): OpenMedia {
  const { fanOut, onFailure } = deps;
  const media = mediaService({ ...deps, cacheBytes: config.mediaCacheBytes });
  const stopHearing = hear(fanOut, media);
  const { purge } = config.front;
  if (purge === null) return { media, fanOut, stop: async () => stopHearing() };
  const queue = new PurgeQueue(purge, onFailure);
  return {
    media,
    fanOut: tellCaches(fanOut, { media, purge: (path) => queue.add(path), onFailure }),
    stop: async () => {
      stopHearing();
      await queue.stop();
    },
  };
}

function hear(fanOut: FanOut, media: MediaService): () => void {
  const stops = [
    fanOut.subscribe((message) => media.hear(message)),
    fanOut.onGap(() => media.forgetAll()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
