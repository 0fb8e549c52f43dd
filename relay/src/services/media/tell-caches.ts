import type { FanOut, FanOutMessage } from '../../fan-out/fan-out.ts';
import type { MediaService } from './media.ts';

export interface CacheDeps {
  media: Pick<MediaService, 'goneUrls'>;
  /** Hands a path to the cache in front. */
  purge: (path: string) => void;
  onFailure: (error: unknown) => void;
}

/**
 * A fan-out that tells caches, too, of pictures that are gone: whoever announces a change announces
 * it here, and the instance where it happened is the only one that does.
 */
export function tellCaches(fanOut: FanOut, deps: CacheDeps): FanOut {
  return {
    publish: (message) => {
      fanOut.publish(message);
      const photoId = changedPhoto(message);
      if (photoId !== null) purgeGone(photoId, deps).catch(deps.onFailure);
    },
    deliver: (message) => fanOut.deliver(message),
    subscribe: (listener) => fanOut.subscribe(listener),
    onGap: (listener) => fanOut.onGap(listener),
  };
}

async function purgeGone(photoId: string, { media, purge }: CacheDeps): Promise<void> {
  for (const url of await media.goneUrls(photoId)) purge(url);
}

function changedPhoto(message: FanOutMessage): string | null {
  if (message.kind !== 'feed') return null;
  const { event } = message;
  if (event.type === 'photo_removed') return event.photoId;
  // A new photo has nothing that could be gone.
  return event.type === 'photo_status_updated' ? event.photo.id : null;
}
