import type { GonePhoto } from '@picture-live/shared/client';
import { goneBy, type FeedEvent, type Photo } from '@picture-live/shared/protocol';

/** What an event takes off the screen. */
export interface Leaving {
  gone: GonePhoto;
  /** Whether something of it is still to be seen, in the grid or in the viewer. */
  isOnScreen: () => boolean;
}

const LOOK_AGAIN_MS = 100;
/** Whatever is still there by then stays; nobody is told that it went. */
const PATIENCE_MS = 60_000;

/** @param known the photo as this page has shown it before the event, if it has. */
export function leavingBy(event: FeedEvent, known: Photo | undefined): Leaving | null {
  const photoId = goneBy(event);
  if (photoId === null) return null;
  const gone = { photoId, seq: event.seq };
  if (!('photo' in event)) return { gone, isOnScreen: () => shows(photoId) };
  const stays = new Set(urlsOf(event.photo));
  const old = known === undefined ? [] : urlsOf(known).filter((url) => !stays.has(url));
  return { gone, isOnScreen: () => showsAny(old) };
}

/** Calls back once a frame without it has been painted. */
export function whenOffScreen(isOnScreen: () => boolean, then: () => void): void {
  const started = performance.now();
  function look(): void {
    if (!isOnScreen()) {
      afterPaint(() => {
        if (isOnScreen()) look();
        else then();
      });
    } else if (performance.now() - started < PATIENCE_MS) setTimeout(look, LOOK_AGAIN_MS);
  }
  afterPaint(look);
}

/** The frame after the next one has been painted; a page that nobody sees paints nothing. */
function afterPaint(then: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(then, 0);
  else requestAnimationFrame(() => requestAnimationFrame(then));
}

function shows(photoId: string): boolean {
  const places = `[data-photo-id="${photoId}"], img[src*="/media/${photoId}/"]`;
  return document.querySelector(places) !== null;
}

/** The wall shows pictures from memory, and says beside them where they came from. */
function showsAny(urls: string[]): boolean {
  const places = document.querySelectorAll<HTMLElement>('img, [data-src]');
  const shown = [...places].map((one) => one.dataset['src'] ?? one.getAttribute('src') ?? '');
  return shown.some((src) => urls.some((url) => src.endsWith(url)));
}

function urlsOf({ renditions }: Photo): string[] {
  return Object.values(renditions).flatMap((rendition) => rendition?.url ?? []);
}
