import type { RelayClient } from '@picture-live/shared/client';
import type { Photo } from '@picture-live/shared/protocol';
import { createScroller, type Scroller } from '../grid/scroller.ts';
import { startLiveGallery, type LiveGallery } from '../live/live-gallery.ts';
import { say } from '../toast/toast.tsx';
import { hashOf, linkOf } from '../viewer/photo-address.ts';
import { fileNameOf, savePhoto } from '../viewer/save-photo.ts';
import { copyLink, shareLink, type ShareOutcome } from '../viewer/share-link.ts';
import { startViewerHost, type ViewerHost } from '../viewer/viewer-host.ts';
import type { Language } from '../words/choose.ts';
import type { GalleryData } from './gallery-data.ts';
import { startGuestParts, type GuestParts } from './guest-parts.ts';
import { takePlace, type Place } from './place.ts';
import { followViews, type Views } from './views.ts';

/** The parts of an open gallery that live as long as the page does. */
export interface Scene extends GuestParts {
  gallery: LiveGallery;
  scroller: Scroller;
  viewer: ViewerHost;
  views: Views;
  language: Language;
  /** What a photo is called where it cannot be seen. */
  labelOf: (photo: Photo) => string;
}

/** Puts the parts together. */
export function openScene(client: RelayClient, data: GalleryData, language: Language): Scene {
  const gallery = startLiveGallery({
    client,
    data,
    isVisible: () => isPageVisible() && !viewer.isOpen(),
    onSetBack: () => location.reload(),
    onEvents(events) {
      parts.take(events);
      viewer.update();
    },
    token: () => parts.guest.token(),
    onTyping: (typing) => parts.talk.hear(typing),
    onRead: (seq) => parts.talk.state.take({ kind: 'read', seq }),
  });
  const parts = startGuestParts({
    baseUrl: client.baseUrl,
    data,
    gallery: () => gallery,
    openPhoto(photo) {
      parts.linked.link(photo);
      viewer.open(photo);
    },
  });
  const scroller = createScroller(gallery.setHold);
  startAnew(gallery, scroller);
  const views = followViews(gallery);
  const labelOf = createLabels(language);
  const place = takePlace();
  if (place?.isOpen === true) history.replaceState(null, '', hashOf(place.photoId));
  const viewer = openViewerHost({ gallery, scroller, language, labelOf, parts });
  gallery.photos.subscribe(viewer.update);
  gallery.connection.subscribe(() => {
    if (gallery.connection.get() === 'live') viewer.retry();
  });
  wakeWithPage(() => {
    gallery.wake();
    parts.wake();
  }, gallery.rest);
  if (place?.isOpen === false) void goBack(gallery, scroller, place);
  return { ...parts, gallery, scroller, viewer, views, language, labelOf };
}

/** Another list begins at its top, or where it was opened. */
function startAnew({ photos }: LiveGallery, scroller: Scroller): void {
  let { opened } = photos.get();
  photos.subscribe(() => {
    const state = photos.get();
    if (state.opened === opened) return;
    opened = state.opened;
    scroller.restart(state.openedAt === null ? null : (state.photos[0] ?? null));
  });
}

/** To where the guest was before the page had to be left. */
async function goBack(gallery: LiveGallery, scroller: Scroller, place: Place): Promise<void> {
  const photo = await gallery.findPhoto(place.photoId);
  if (photo !== undefined) scroller.goTo(photo, place.top);
}

interface ViewerHostDeps extends Pick<Scene, 'gallery' | 'scroller' | 'language' | 'labelOf'> {
  parts: GuestParts;
}

function openViewerHost({
  gallery,
  scroller,
  language,
  labelOf,
  parts,
}: ViewerHostDeps): ViewerHost {
  const { words } = language;
  const { slug } = gallery.photos.get().session;
  const { linked, takedowns } = parts;
  const addressOf = ({ id }: Photo): string => new URL(linkOf(slug, id), location.href).href;
  const sayShared = (outcome: ShareOutcome, url: string): void => {
    if (outcome === 'copied') say(words.linkCopied);
    if (outcome === 'by_hand') say(`${words.copyLink} ${url}`);
  };
  return startViewerHost({
    photos: linked.photos,
    labelOf,
    cellOf,
    async findPhoto(photoId) {
      const photo = await linked.find(photoId);
      if (photo !== undefined) linked.link(photo);
      return photo;
    },
    onShow(photo) {
      gallery.opened(photo);
      scroller.reveal(photo);
      const { photos } = gallery.photos.get();
      const place = photos.findIndex(({ id }) => id === photo.id);
      if (place > photos.length - NEAR_END) void gallery.loadOlder();
      else if (place < NEAR_END) void gallery.loadBefore();
    },
    onRemoved(photo) {
      // What this guest asked for is no news to them.
      if (!takedowns.hasAsked(photo.id)) say(words.photoRemoved);
    },
    onNotFound: () => say(words.photoGone),
    onClosed(photo) {
      if (photo !== null) cellOf(photo)?.focus({ preventScroll: true });
    },
    actions: {
      language,
      ...parts,
      timeOf: createTimes(language),
      onUnavailable: () => say(words.unreachable),
      async onSave(photo, as = 'download') {
        try {
          const outcome = await savePhoto(photo, as, fileNameOf(slug, photo.capturedAt));
          if (outcome === 'needs_tap') say(words.saveReady);
        } catch {
          // Without a network, or taken back meanwhile: the guest can only try again.
          say(words.saveFailed);
        }
      },
      async onShare(photo, element) {
        const url = addressOf(photo);
        const { title } = gallery.photos.get().session;
        sayShared(await shareLink(title, url, element), url);
      },
      async onCopy(photo, element) {
        const url = addressOf(photo);
        sayShared(await copyLink(url, element), url);
      },
    },
  });
}

/** Photos left to swipe to when more are asked for. */
const NEAR_END = 10;

function cellOf({ id }: Photo): HTMLElement | undefined {
  return document.querySelector<HTMLElement>(`[data-photo-id="${id}"]`) ?? undefined;
}

function createTimes({ tag }: Language): (photo: Photo) => string {
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hour12: false });
  return ({ capturedAt }) => time.format(capturedAt);
}

function createLabels(language: Language): (photo: Photo) => string {
  const timeOf = createTimes(language);
  return (photo) => {
    const taken = language.words.photoTakenAt(timeOf(photo));
    return photo.caption === undefined ? taken : `${taken}: ${photo.caption}`;
  };
}

function isPageVisible(): boolean {
  return document.visibilityState === 'visible';
}

function wakeWithPage(wake: () => void, rest: () => void): void {
  document.addEventListener('visibilitychange', () => {
    if (isPageVisible()) wake();
    else rest();
  });
  window.addEventListener('online', wake);
  // Restored from the back-forward cache, with its timers and socket long dead.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) wake();
  });
}
