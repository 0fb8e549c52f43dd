import type { Photo } from '@picture-live/shared/protocol';
import { upcoming, type Playlist } from '../playlist/playlist.ts';
import type { Picture } from '../pool/decoder.ts';
import type { Pool, Wanted } from '../pool/pool.ts';
import { pickForWall } from '../pool/rendition.ts';
import type { Settings } from '../settings/settings.ts';
import { pace, type Pace } from './pace.ts';
import type { Stage } from './stage.ts';

export interface ConductorParts {
  stage: Stage;
  pool: Pool<Picture>;
  playlist: () => Playlist;
  /** It is on its way onto the screen. */
  onShown: (photo: Photo) => void;
  /** It begins to be seen. */
  onSeen: (photo: Photo) => void;
  labelOf: (photo: Photo) => string;
  captionOf: (photo: Photo) => string | null;
  /** As they are at the moment. */
  settings: () => Pick<Settings, 'seconds' | 'transition'>;
}

/** Says which photo comes when. */
export interface Conductor {
  /** Something has changed: what there is to show, or what is ready to be shown. */
  look: () => void;
  /** The next one at once. */
  next: () => void;
  pause: (isPaused: boolean) => void;
  /** Off the screen at once; what comes next follows. Whether it was on the screen. */
  drop: (photoId: string) => boolean;
  stop: () => void;
}

/** Decoded ahead: at a photo a second the network may take three. */
const AHEAD = 3;
const SPARE = 2;
/** Without a network, so many of the next are looked through for one that is ready. */
const LOOK_THROUGH = 24;

export function startConductor(parts: ConductorParts): Conductor {
  const { stage, pool, playlist } = parts;
  const times = (): Pace => pace(parts.settings().seconds, stage.changes);
  let timers: ReturnType<typeof setTimeout>[] = [];
  /** A fresh photo may cut in. */
  let isOpen = true;
  /** The time of what is on the screen is over. */
  let isDue = true;
  let isMoving = false;
  let isPaused = false;
  let isStopped = false;

  function wantedOf(photo: Photo): Wanted {
    const pixels = Math.ceil(stage.pixelsFor(photo));
    const { url, bytes, width } = pickForWall(photo, pixels);
    return { photoId: photo.id, url, bytes, width: Math.max(1, Math.min(width, pixels)) };
  }
  const isOnScreen = ({ id }: Photo): boolean =>
    stage.onScreen().some(({ photo }) => photo.id === id);

  /** Sharper pictures of what is seen: of a new photo the largest file comes last. */
  function sharper(): Wanted[] {
    return stage.onScreen().flatMap(({ photo, url }) => {
      const now = playlist().photos.get(photo.id);
      const wanted = now === undefined ? undefined : wantedOf(now);
      return wanted === undefined || wanted.url === url ? [] : [wanted];
    });
  }

  /** Photos whose files are here, the one that was shown longest ago first: for want of a network. */
  function encores(): Wanted[] {
    const { photos, shown } = playlist();
    const ages = new Map(shown.map((id, age) => [id, age]));
    const kept = pool.kept().filter(({ photoId, url }) => {
      const photo = photos.get(photoId);
      return photo !== undefined && !isOnScreen(photo) && wantedOf(photo).url === url;
    });
    kept.sort((a, b) => (ages.get(b.photoId) ?? 0) - (ages.get(a.photoId) ?? 0));
    return kept.slice(0, SPARE).flatMap(({ photoId }) => {
      const photo = photos.get(photoId);
      return photo === undefined ? [] : [wantedOf(photo)];
    });
  }

  /** What could come next: in order, what is new first. */
  function coming(): { next: Wanted[]; spare: Wanted[] } {
    const list = upcoming(playlist(), LOOK_THROUGH).filter((photo) => !isOnScreen(photo));
    // While a mosaic is filled, photos come first that have the shape of its empty places.
    const suiting = list.filter(stage.suits);
    const ahead = (suiting.length > 0 ? suiting : list).map(wantedOf);
    const next = ahead.slice(0, AHEAD);
    const here = ahead.filter(({ url }) => pool.has(url)).slice(0, AHEAD);
    const spare = next.some(({ url }) => pool.has(url)) ? [] : here.length > 0 ? here : encores();
    return { next, spare };
  }

  function look(): void {
    if (isStopped) return;
    stage.arrange(playlist().photos);
    const { next, spare } = coming();
    const sharp = sharper();
    pool.want([...sharp, ...next, ...spare]);
    for (const one of sharp) {
      const picture = isMoving ? undefined : pool.take(one.url);
      if (picture !== undefined) stage.sharpen(one.photoId, one.url, picture);
    }
    if (isMoving || isPaused) return;
    const isFresh = (one: Wanted): boolean => playlist().fresh.includes(one.photoId);
    const isReady = (one: Wanted): boolean => pool.isReady(one.url);
    const fresh = next.find((one) => isFresh(one) && isReady(one));
    const due = isDue || stage.isWanting() ? [...next, ...spare].find(isReady) : undefined;
    const chosen = isOpen || stage.isWanting() ? (fresh ?? due) : due;
    if (chosen !== undefined) void show(chosen, isFresh(chosen));
  }

  async function show({ photoId, url }: Wanted, isFresh: boolean): Promise<void> {
    const photo = playlist().photos.get(photoId);
    const picture = pool.take(url);
    if (photo === undefined || picture === undefined) return picture?.release();
    const { cutInMs, changeMs } = times();
    // An empty place is filled without ceremony.
    const ms = isFresh || stage.isWanting() ? cutInMs : changeMs;
    isMoving = true;
    rest();
    parts.onShown(photo);
    const label = parts.labelOf(photo);
    const caption = parts.captionOf(photo);
    await stage.show(
      { photo, url, picture, label, caption, onSeen: () => parts.onSeen(photo) },
      { transition: parts.settings().transition, ms },
    );
    isMoving = false;
    look();
  }

  /** Time runs from here on: by timers, because clocks of computers jump. */
  function rest(): void {
    for (const timer of timers) clearTimeout(timer);
    const { openMs, dueMs } = times();
    isOpen = false;
    isDue = false;
    timers = [
      setTimeout(() => {
        isOpen = true;
        look();
      }, openMs),
      setTimeout(() => {
        isDue = true;
        look();
      }, dueMs),
    ];
  }

  function hurry(): void {
    isOpen = true;
    isDue = true;
    look();
  }

  return {
    look,
    next: hurry,
    pause(next) {
      isPaused = next;
      look();
    },
    drop(photoId) {
      const wasThere = stage.drop(photoId);
      if (wasThere) look();
      return wasThere;
    },
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      stage.stop();
      pool.want([]);
    },
  };
}
