import type { Photo } from '@picture-live/shared/protocol';
import PhotoSwipe from 'photoswipe';
import 'photoswipe/style.css';
import './viewer.css';
import { h, render } from 'preact';
import type { Words } from '../words/words.ts';
import { moveSlides, placeIn, slideOf } from './slides.ts';
import { sharpenSlides } from './sharpen.ts';
import { ViewerBar } from './viewer-bar.tsx';

export interface ViewerParts {
  /** The photos at this moment, newest first. */
  photos: () => readonly Photo[];
  words: Words;
  labelOf: (photo: Photo) => string;
  /** Its cell in the grid, where that is in the document. */
  cellOf: (photo: Photo) => HTMLElement | undefined;
  /** This photo is on the screen now. */
  onShow: (photo: Photo) => void;
  /** The photo on the screen was taken back. */
  onRemoved: () => void;
  onClose: () => void;
  onClosed: () => void;
  onSave: (photo: Photo) => Promise<void>;
  onShare: (photo: Photo, host: HTMLElement) => Promise<void>;
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
  const { words, labelOf } = parts;
  let photos = parts.photos();
  let shown = first;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const pswp = new PhotoSwipe({
    index: Math.max(0, placeIn(photos, first)),
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
  pswp.addFilter('numItems', () => photos.length);
  pswp.addFilter('itemData', (_, index) => {
    const photo = photos[index];
    if (photo === undefined) return {};
    return slideOf(photo, labelOf(photo), parts.cellOf);
  });
  // Every slide, not only the first, starts with what the grid shows of it already.
  pswp.addFilter('placeholderSrc', (_, { data }) => data.msrc ?? false);
  sharpenSlides(pswp, photoOf);
  addBar(pswp, parts, () => shown);

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
    photos = now;
    const place = placeIn(photos, shown);
    if (photos[place]?.id !== shown.id) parts.onRemoved();
    if (place === -1) pswp.close();
    else moveSlides(pswp, photos, place);
  }

  pswp.on('change', () => {
    const photo = photos[pswp.currIndex];
    if (photo === undefined) return;
    shown = photo;
    parts.onShow(photo);
  });
  pswp.on('close', parts.onClose);
  pswp.on('destroy', () => {
    clearTimeout(timer);
    parts.onClosed();
  });
  pswp.init();
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

function addBar(pswp: PhotoSwipe, parts: ViewerParts, shown: () => Photo): void {
  pswp.on('uiRegister', () => {
    pswp.ui?.registerElement({
      name: 'bar',
      className: 'viewer-bar-place',
      appendTo: 'root',
      onInit(host) {
        const bar = h(ViewerBar, {
          words: parts.words,
          onClose: () => pswp.close(),
          onSave: () => parts.onSave(shown()),
          onShare: () => parts.onShare(shown(), host),
        });
        render(bar, host);
        pswp.on('destroy', () => render(null, host));
      },
    });
  });
}
