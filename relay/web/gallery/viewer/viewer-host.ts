import type { Photo } from '@picture-live/shared/protocol';
import { whenIdle } from '../page/when-idle.ts';
import { hashOf, photoIdOf } from './photo-address.ts';
import type { Viewer, ViewerParts } from './viewer.ts';

export interface ViewerHostParts extends Omit<ViewerParts, 'onClose' | 'onClosed'> {
  /** Looks for a photo that an address asks for. */
  findPhoto: (photoId: string) => Promise<Photo | undefined>;
  /** The address asks for a photo that is not (any more) in the session. */
  onNotFound: () => void;
  onClosed: (photo: Photo | null) => void;
}

export interface ViewerHost {
  /** A photo of the grid was chosen. */
  open: (photo: Photo) => void;
  /** The list of photos may have changed. */
  update: () => void;
  /** Loads what failed once more. */
  retry: () => void;
  isOpen: () => boolean;
}

/** Marks the entries of the browser's history that were made by opening the viewer. */
interface ViewerEntry {
  isViewer: true;
}

const loadViewer = () => import('./viewer.ts');

/**
 * Opens and closes the viewer along with the address: a link opens its photo, the browser's back
 * button closes it. The viewer's code comes after the first pictures.
 */
export function startViewerHost(parts: ViewerHostParts): ViewerHost {
  let viewer: Viewer | null = null;
  let shown: Photo | null = null;

  async function show(photo: Photo): Promise<void> {
    const { openViewer } = await loadViewer();
    // Back was pressed, or another one was chosen, while it loaded.
    if (viewer !== null || photoIdOf(location.hash) !== photo.id) return;
    viewer = openViewer({ ...parts, onShow, onClose: leaveAddress, onClosed }, photo);
  }

  function onShow(photo: Photo): void {
    shown = photo;
    history.replaceState(history.state, '', hashOf(photo.id));
    parts.onShow(photo);
  }

  function onClosed(): void {
    viewer = null;
    history.scrollRestoration = 'auto';
    parts.onClosed(shown);
  }

  async function followAddress(): Promise<void> {
    const photoId = photoIdOf(location.hash);
    if (photoId === null) {
      viewer?.close();
      return;
    }
    if (viewer !== null) return;
    const photo = await parts.findPhoto(photoId);
    if (photo !== undefined) {
      showOrGiveUp(photo);
      return;
    }
    dropHash();
    parts.onNotFound();
  }

  function showOrGiveUp(photo: Photo): void {
    show(photo).catch(() => {
      leaveAddress();
      // The viewer's own code could not be loaded.
      parts.actions.onUnavailable();
    });
  }

  window.addEventListener('popstate', () => void followAddress());
  void followAddress();
  whenSomebodyActs(() => {
    // Only a head start: opening a photo asks again, and says so if it fails then.
    loadViewer().catch(() => undefined);
  });

  return {
    open(photo) {
      const entry: ViewerEntry = { isViewer: true };
      // Going back must leave the grid where the viewer has brought it.
      history.scrollRestoration = 'manual';
      history.pushState(entry, '', hashOf(photo.id));
      showOrGiveUp(photo);
    },
    update: () => viewer?.update(),
    retry: () => viewer?.retry(),
    isOpen: () => viewer !== null,
  };
}

/** On a slow line the first pictures come first; a finger on the page comes before that. */
const HEAD_START_MS = 4_000;

/** Calls back once: with the first sign of somebody who may open a photo, or when the page rests. */
function whenSomebodyActs(then: () => void): void {
  const ending = new AbortController();
  const act = (): void => {
    ending.abort();
    clearTimeout(timer);
    then();
  };
  const timer = setTimeout(() => whenIdle(act), HEAD_START_MS);
  for (const name of ['pointerdown', 'keydown', 'scroll'] as const) {
    window.addEventListener(name, act, { passive: true, signal: ending.signal });
  }
}

/** Closed on the page: the address has to follow. */
function leaveAddress(): void {
  if (photoIdOf(location.hash) === null) return;
  if (isViewerEntry(history.state)) history.back();
  else dropHash();
}

function dropHash(): void {
  history.replaceState(null, '', location.pathname + location.search);
}

function isViewerEntry(state: unknown): state is ViewerEntry {
  return typeof state === 'object' && state !== null && 'isViewer' in state;
}
