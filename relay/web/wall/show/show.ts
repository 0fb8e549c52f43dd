import type { Photo } from '@picture-live/shared/protocol';
import { createStore } from '../../gallery/page/store.ts';
import type { LiveWall } from '../live/live-wall.ts';
import {
  EMPTY_PLAYLIST,
  nextPlaylist,
  type Playlist,
  type PlaylistFact,
} from '../playlist/playlist.ts';
import { createDecoder, type Picture } from '../pool/decoder.ts';
import { loadBlob } from '../pool/load-blob.ts';
import { createPool } from '../pool/pool.ts';
import type { Settings } from '../settings/settings.ts';
import { startConductor, type Conductor } from './conductor.ts';
import { stageMosaic } from './stage-mosaic.ts';
import { stageOne } from './stage.ts';

/** The photos of a session on the screen, one after the other, until stopped. */
export interface Show {
  change: (settings: Settings) => void;
  next: () => void;
  pause: (isPaused: boolean) => void;
  stop: () => void;
}

export interface ShowParts {
  /** An element that fills the screen; the show's alone. */
  host: HTMLElement;
  live: LiveWall;
  settings: Settings;
  labelOf: (photo: Photo) => string;
  captionOf: (photo: Photo) => string | null;
}

export function startShow({ host, live, labelOf, captionOf, ...parts }: ShowParts): Show {
  const playlist = createStore<Playlist, PlaylistFact>(EMPTY_PLAYLIST, nextPlaylist);
  const decoder = createDecoder();
  const pool = createPool<Picture>({
    load: loadBlob,
    decode: decoder.decode,
    onChange: () => conductor.look(),
  });
  let { settings } = parts;
  let isPaused = false;
  let conductor = conduct();

  function conduct(): Conductor {
    return startConductor({
      stage: settings.layout === 'mosaic' ? stageMosaic(host) : stageOne(host),
      pool,
      playlist: playlist.get,
      onShown: ({ id }) => playlist.take({ kind: 'shown', photoId: id }),
      onSeen: live.painted,
      labelOf,
      captionOf,
      settings: () => settings,
    });
  }

  /** Takes over what the session shows now, and takes off the screen what it does not. */
  function follow(): void {
    const { photos: known } = live.state.get();
    const photos = settings.onlyFeatured ? onlyFeatured(known) : known;
    const before = playlist.get().photos;
    if (photos === before) return;
    playlist.take({ kind: 'photos', photos, isFresh: live.isFresh });
    for (const [id, photo] of before) {
      const now = photos.get(id);
      if (now?.revision === photo.revision) continue;
      pool.forget(id);
      if (conductor.drop(id) && now !== undefined) playlist.take({ kind: 'again', photoId: id });
    }
    conductor.look();
  }

  const look = (): void => conductor.look();
  const unfollow = live.state.subscribe(follow);
  const unwatch = live.connection.subscribe(() => {
    if (live.connection.get() === 'live') pool.retry();
  });
  window.addEventListener('resize', look);
  document.addEventListener('visibilitychange', look);
  follow();

  return {
    change(next) {
      const isOther = next.layout !== settings.layout;
      settings = next;
      if (isOther) {
        conductor.stop();
        conductor = conduct();
        conductor.pause(isPaused);
      }
      follow();
      look();
    },
    next: () => conductor.next(),
    pause(next) {
      isPaused = next;
      conductor.pause(next);
    },
    stop() {
      unfollow();
      unwatch();
      window.removeEventListener('resize', look);
      document.removeEventListener('visibilitychange', look);
      conductor.stop();
      pool.stop();
      decoder.stop();
    },
  };
}

function onlyFeatured(photos: ReadonlyMap<string, Photo>): ReadonlyMap<string, Photo> {
  return new Map([...photos].filter(([, { featured }]) => featured === true));
}
