import type { Photo } from '@picture-live/shared/protocol';
import PhotoSwipe from 'photoswipe';
import 'photoswipe/style.css';
import './viewer.css';
import { h, render } from 'preact';
import { createStore, type Readable } from '../page/store.ts';
import { singleClicks } from './single-clicks.ts';
import { moveSlides, placeIn, slideOf } from './slides.ts';
import { sharpenSlides } from './sharpen.ts';
import type { ViewerActions } from './viewer-actions.ts';
import { ViewerBar, type BarKeys } from './viewer-bar.tsx';

export interface ViewerParts {
  /** The photos at this moment, in the order of the page. */
  photos: () => readonly Photo[];
  labelOf: (photo: Photo) => string;
  /** Its cell in the grid, where that is in the document. */
  cellOf: (photo: Photo) => HTMLElement | undefined;
  /** This photo is on the screen now. */
  onShow: (photo: Photo) => void;
  /** The photo on the screen was taken back. */
  onRemoved: (photo: Photo) => void;
  onClose: () => void;
  onClosed: () => void;
  actions: ViewerActions;
}

export interface Viewer {
  /** The list of photos may have changed. */
  update: () => void;
  /** Loads what failed once more. */
  retry: () => void;
  close: () => void;
}

/** While a slide is on its way its number must not change; this is soon over. */
const BUSY_MS = 60;

/** Opens the full-screen viewer at a photo. */
export function openViewer(parts: ViewerParts, first: Photo): Viewer {
  const { labelOf } = parts;
  const { words } = parts.actions.language;
  let photos = parts.photos();
  const shown = createStore<Photo, Photo>(first, (_, next) => next);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const pswp = new PhotoSwipe({
    index: Math.max(0, placeIn(photos, photos, first)),
    loop: false,
    bgOpacity: 1,
    spacing: 0.06,
    // Only what the thumb needs; the bar below has the rest.
    zoom: false,
    close: false,
    counter: false,
    arrowPrevTitle: words.previous,
    arrowNextTitle: words.next,
    errorMsg: words.unreachable,
    returnFocus: false,
    showHideAnimationType: 'zoom',
    showAnimationDuration: 220,
    hideAnimationDuration: 200,
    initialZoomLevel: 'fit',
    secondaryZoomLevel: ({ fit }) => fit * 2.5,
    maxZoomLevel: ({ fit }) => Math.max(1, fit * 5),
    mainClass: 'viewer',
  });
  const isSingle = singleClicks(performance.now());
  for (const action of ['imageClickAction', 'bgClickAction'] as const) {
    pswp.on(action, (click) => {
      if (!isSingle(click.originalEvent)) click.preventDefault();
    });
  }
  pswp.addFilter('numItems', () => photos.length);
  pswp.addFilter('itemData', (_, index) => {
    const photo = photos[index];
    if (photo === undefined) return {};
    return slideOf(photo, labelOf(photo), parts.cellOf);
  });
  // Every slide, not only the first, starts with what the grid shows of it already.
  pswp.addFilter('placeholderSrc', (_, { data }) => data.msrc ?? false);
  sharpenSlides(pswp, photoOf);
  addBar(pswp, parts.actions, shown);

  function photoOf(id: unknown): Photo | undefined {
    return photos.find((photo) => photo.id === id);
  }

  function update(): void {
    clearTimeout(timer);
    if (pswp.isDestroying) return;
    if (!pswp.opener.isOpen || pswp.mainScroll.isShifted()) {
      timer = setTimeout(update, BUSY_MS);
      return;
    }
    const now = parts.photos();
    if (now === photos) return;
    const before = shown.get();
    const place = placeIn(now, photos, before);
    photos = now;
    const next = photos[place];
    if (next?.id !== before.id) parts.onRemoved(before);
    if (next === undefined) return pswp.close();
    shown.take(next);
    moveSlides(pswp, photos, place);
  }

  pswp.on('change', () => {
    const photo = photos[pswp.currIndex];
    if (photo === undefined) return;
    shown.take(photo);
    pswp.element?.setAttribute('aria-label', labelOf(photo));
    parts.onShow(photo);
  });
  pswp.on('close', parts.onClose);
  pswp.init();
  // After what has been opened over the photo, which gives the focus back to the viewer.
  pswp.on('destroy', () => {
    clearTimeout(timer);
    parts.onClosed();
  });
  pswp.element?.setAttribute('aria-modal', 'true');
  pswp.element?.setAttribute('aria-label', labelOf(first));

  return {
    update,
    retry() {
      if (pswp.currSlide?.content.isError() === true) pswp.refreshSlideContent(pswp.currIndex);
    },
    close: () => pswp.close(),
  };
}

/** Letters that do what the buttons below the photo do. */
const KEYS: Record<string, keyof BarKeys> = {
  l: 'like',
  s: 'save',
  h: 'share',
  c: 'talk',
  m: 'more',
};

function addBar(pswp: PhotoSwipe, actions: ViewerActions, shown: Readable<Photo>): void {
  let keys: BarKeys | null = null;
  pswp.on('keydown', ({ originalEvent: { key, ctrlKey, metaKey, altKey } }) => {
    const name = KEYS[key.toLowerCase()];
    if (name !== undefined && !ctrlKey && !metaKey && !altKey) keys?.[name]();
  });
  pswp.on('uiRegister', () => {
    pswp.ui?.registerElement({
      name: 'bar',
      className: 'viewer-bar-place',
      appendTo: 'root',
      onInit(host) {
        const onKeys = (now: BarKeys): void => {
          keys = now;
        };
        const onClose = (): void => pswp.close();
        render(h(ViewerBar, { shown, actions, host, onClose, onKeys }), host);
        pswp.on('destroy', () => render(null, host));
      },
    });
  });
}
