import type { Photo } from '@picture-live/shared/protocol';
import type { Picture } from '../pool/decoder.ts';
import { widthIn } from '../pool/rendition.ts';
import { createFrame, type Exhibit } from './frame.ts';
import type { Transition } from './motion.ts';

/** What a photo brings to wherever it is put. */
export type Entrance = Omit<Exhibit, 'fit'>;

export interface How {
  transition: Transition;
  ms: number;
}

/** Where photos are shown: one on the whole screen, or several in a mosaic. */
export interface Stage {
  /** Into how many parts the time of a photo is cut: so many change within it. */
  readonly changes: number;
  /** The most device pixels across which this photo will be shown. */
  pixelsFor: (photo: Photo) => number;
  /** Resolves when nothing moves any more. */
  show: (entrance: Entrance, how: How) => Promise<void>;
  /** Whether a place is empty: what could fill it does not wait for its time. */
  isWanting: () => boolean;
  /** Whether it would leave no better use of an empty place to another photo. */
  suits: (photo: Photo) => boolean;
  onScreen: () => readonly { photo: Photo; url: string }[];
  /** A sharper picture of a photo that is on the screen. */
  sharpen: (photoId: string, url: string, picture: Picture) => void;
  /** Away at once. Whether something of it was on the screen. */
  drop: (photoId: string) => boolean;
  /** The photos there are have changed, or the size of the screen. */
  arrange: (photos: ReadonlyMap<string, Photo>) => void;
  stop: () => void;
}

/** One photo at a time. */
export function stageOne(host: HTMLElement): Stage {
  const frame = createFrame(host);
  return {
    changes: 1,
    pixelsFor(photo) {
      const box = { width: host.clientWidth, height: host.clientHeight };
      return widthIn(photo, box, 'contain') * window.devicePixelRatio;
    },
    show: (entrance, how) => frame.show({ ...entrance, fit: 'contain' }, how),
    isWanting: () => frame.shown() === null,
    suits: () => true,
    onScreen() {
      const shown = frame.shown();
      return shown === null ? [] : [shown];
    },
    sharpen(_photoId, url, picture) {
      frame.sharpen(url, picture);
    },
    drop: frame.drop,
    arrange: () => undefined,
    stop: frame.clear,
  };
}
