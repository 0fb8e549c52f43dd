import { createGuest, type Guest } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import {
  MessagePage,
  type FeedEvent,
  type Photo,
  type SessionSwitches,
} from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { createLinkedPhotos, type LinkedPhotos } from '../live/linked-photos.ts';
import type { LiveGallery } from '../live/live-gallery.ts';
import { startLikes, type GuestLikes } from '../likes/likes.ts';
import { startTakedowns, type Takedowns } from '../takedown/asked.ts';
import { startTalk, type Talk } from '../talk/talk.ts';
import { findPhoto } from '../photos/gallery-state.ts';
import type { GalleryData } from './gallery-data.ts';
import { keepIn, keptIn, outboxNameOf } from './kept.ts';
import type { Readable } from './store.ts';
import { whenIdle } from './when-idle.ts';

/** What a guest can do besides looking. */
export interface GuestParts {
  guest: Guest;
  likes: GuestLikes;
  talk: Talk;
  takedowns: Takedowns;
  linked: LinkedPhotos;
  /** What the owner allows at this moment. */
  switches: Readable<SessionSwitches>;
  /** Every event of the feed. */
  take: (events: FeedEvent[]) => void;
  /** The page is shown again, or the network is back. */
  wake: () => void;
}

export interface GuestPartsWanted {
  baseUrl: string;
  data: GalleryData;
  gallery: () => LiveGallery;
  openPhoto: (photo: Photo) => void;
}

/** What a relay allows that says nothing of it. */
const NOTHING_SAID: SessionSwitches = {
  download: true,
  originals: false,
  comments: false,
  likes: false,
  guestUploads: false,
};
/** A guest who comes back is kept for another evening, while there is still so much left. */
const RENEW_MS = 6 * 3_600_000;

export function startGuestParts(wanted: GuestPartsWanted): GuestParts {
  const { baseUrl, data, gallery } = wanted;
  const sessionId = data.session.id;
  const sessionNow = () => gallery().photos.get().session;
  const keptAs = `guest ${sessionId}`;
  const isKnown = (): boolean =>
    sessionNow().access === 'code' || (keptIn(keptAs, z.number()) ?? 0) > Date.now();
  const guest = createGuest({
    baseUrl,
    sessionId,
    isOpen: () => sessionNow().access === 'public',
    isKnown,
    onEntered({ expiresAt }) {
      keepIn(keptAs, expiresAt);
      gallery().rejoin();
    },
  });
  const linked = createLinkedPhotos({ guest, gallery, first: data.photo });
  const likes = startLikes({
    guest,
    sessionId,
    findPhoto: (photoId) => findPhoto(gallery().photos.get(), photoId),
  });
  const talk = startTalk({
    guest,
    sessionId,
    told: data.talk ?? { announcement: null, newestSeq: 0 },
    type(name) {
      // Nobody in particular is not heard, and would not be for a while afterwards.
      if (isKnown()) gallery().type(name);
    },
    findPhoto: linked.find,
    openPhoto: wanted.openPhoto,
  });
  const takedowns = startTakedowns(guest, sessionId);

  whenIdle(() => {
    likes.wake();
    void takedowns.look();
    void sendKept(talk);
    void comeBack().catch(unlessUnreachable);
    if (data.talk === undefined) void catchUp(guest, talk).catch(unlessUnreachable);
  });

  /** Somebody who was here before is the same guest again, and likes what they liked. */
  async function comeBack(): Promise<void> {
    if (!isKnown()) return;
    const until = keptIn(keptAs, z.number());
    if (until !== null && until - Date.now() < RENEW_MS) await guest.enter();
    if (sessionNow().switches?.likes === true) await likes.recall();
  }

  return {
    guest,
    likes,
    talk,
    takedowns,
    linked,
    switches: switchesOf(gallery, sessionNow),
    take(events) {
      linked.take(events);
      talk.take(events);
      for (const event of events) {
        if (event.type === 'photo_removed') {
          likes.state.take({ kind: 'removed', photoId: event.photoId });
        } else if (event.type === 'new_photo' && takedowns.hasAsked(event.photo.id)) {
          void takedowns.look(event.photo.id);
        }
      }
    },
    wake() {
      likes.wake();
      talk.wake();
      void takedowns.look();
    },
  };
}

function switchesOf(
  gallery: () => LiveGallery,
  sessionNow: () => GalleryData['session'],
): Readable<SessionSwitches> {
  return {
    get: () => sessionNow().switches ?? NOTHING_SAID,
    subscribe: (listener) => gallery().photos.subscribe(listener),
  };
}

/** What was said last, for a page that came without it. */
async function catchUp(guest: Guest, talk: Talk): Promise<void> {
  const path = `/api/sessions/${talk.sessionId}/messages?limit=1`;
  for (const query of ['', '&announcements=true']) {
    const { messages } = await guest.call({
      method: 'GET',
      path: path + query,
      reply: MessagePage,
    });
    talk.take(
      messages.map((message) => ({
        type: 'new_message',
        seq: message.seq,
        at: message.createdAt,
        message,
      })),
    );
  }
}

/** What was written on an earlier visit and could not be sent. */
async function sendKept(talk: Talk): Promise<void> {
  if ((keptIn(outboxNameOf(talk.sessionId), z.array(z.unknown())) ?? []).length === 0) return;
  try {
    const { outboxOf } = await import('../talk/talk-outbox.ts');
    outboxOf(talk);
  } catch {
    // Its code cannot be had without a network: the panel or the next visit sends it.
  }
}

/** What the page can do without until the next visit. */
function unlessUnreachable(error: unknown): void {
  if (!(error instanceof PictureLiveError)) throw error;
}
