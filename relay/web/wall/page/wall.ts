import type { RelayClient } from '@picture-live/shared/client';
import type { Photo } from '@picture-live/shared/protocol';
import { createStore, type Store } from '../../gallery/page/store.ts';
import { nextAnnouncements, type Announcements } from '../announcements/announcements.ts';
import { startLiveWall, type LiveWall } from '../live/live-wall.ts';
import { readSettings, searchOf, type Settings } from '../settings/settings.ts';
import { startShow, type Show } from '../show/show.ts';
import { chooseLanguage, type Language } from '../words/choose.ts';
import type { WallData } from './wall-data.ts';

/** The parts of a wall that live as long as the page does. */
export interface Wall {
  live: LiveWall;
  settings: Store<Settings, Settings>;
  announcements: Store<Announcements, AnnouncementFact>;
  /** Begins to show photos in an element. */
  show: (host: HTMLElement) => Show;
}

type AnnouncementFact = (before: Announcements) => Announcements;

export function openWall(client: RelayClient, { session, photos }: WallData): Wall {
  const settings = createStore<Settings, Settings>(readSettings(location.search), keepInAddress);
  const announcements = createStore<Announcements, AnnouncementFact>([], (before, fact) =>
    fact(before),
  );
  const live = startLiveWall({
    client,
    session,
    photos,
    onMessage: (event) =>
      announcements.take((before) => nextAnnouncements(before, event, live.relayNow())),
    onSetBack: () => location.reload(),
  });
  wakeWithPage(live);
  reloadOnceLetIn(live);
  const language = (): Language => chooseLanguage(settings.get().language);
  return {
    live,
    settings,
    announcements,
    show: (host) =>
      startShow({
        host,
        live,
        settings: settings.get(),
        labelOf: (photo) => labelOf(photo, language()),
        captionOf: (photo) => captionOf(photo, language()),
      }),
  };
}

function keepInAddress(_before: Settings, next: Settings): Settings {
  history.replaceState(null, '', location.pathname + searchOf(next));
  return next;
}

function labelOf({ caption, capturedAt }: Photo, { tag, words }: Language): string {
  const format = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' });
  return caption ?? words.photoTakenAt(format.format(capturedAt));
}

function captionOf({ caption, photographer }: Photo, { words }: Language): string | null {
  const by = photographer === undefined ? [] : [words.photoBy(photographer)];
  const said = [...(caption === undefined ? [] : [caption]), ...by];
  return said.length === 0 ? null : said.join(' · ');
}

function wakeWithPage(live: LiveWall): void {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) live.wake();
  });
  window.addEventListener('online', live.wake);
  // Restored from the back-forward cache, with its timers and socket long dead.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) live.wake();
  });
}

/** A session that was closed has new addresses for its pictures when it is opened again. */
function reloadOnceLetIn({ refusal }: LiveWall): void {
  let wasRefused = false;
  refusal.subscribe(() => {
    if (refusal.get() !== null) wasRefused = true;
    else if (wasRefused) location.reload();
  });
}
