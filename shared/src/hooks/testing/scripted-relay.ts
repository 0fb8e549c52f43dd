import { openPictureLive, type PictureLive } from '../live.ts';
import type { Photo, Profile, Session } from '../../protocol/index.ts';

const USER: Profile = {
  id: '018f0000-0000-7000-8000-000000000009',
  email: 'anna@studio.example',
  name: 'Anna',
  admin: true,
  createdAt: 1_800_000_000_000,
};

const JPEG = 'image/jpeg' as const;

/** A session as its owner reads it. @param n its number; ids sort by it. */
export function sessionNamed(title: string, n = 1): Session {
  return {
    id: `018f0000-0000-7000-8000-00000000001${n}`,
    slug: `session-${n}`,
    title,
    createdAt: 1_800_000_000_000,
    lastSeq: 1,
    era: '',
    photoCount: 1,
    mine: { role: 'owner', hasAccessCode: false, deletedAt: null, restorableUntil: null },
  };
}

/** A photo with a caption. @param seq its place in the feed. */
export function photoOf(caption: string, seq: number): Photo {
  const rendition = (url: string) => ({ url, width: 30, height: 20, bytes: 1, type: JPEG });
  return {
    id: `018f0000-0000-7000-8000-00000000002${seq}`,
    seq,
    revision: 1,
    width: 3_000,
    height: 2_000,
    capturedAt: 1_800_000_000_000,
    publishedAt: 1_800_000_001_000,
    thumbhash: '3OcRJYB4d3h/iIeHeEh3eIhw+j3A',
    renditions: { thumb: rendition(`/${seq}-thumb.jpg`), grid: rendition(`/${seq}-grid.jpg`) },
    caption,
  };
}

/** What a relay would answer, for tests of what is made of it. */
export interface ScriptedRelay {
  live: PictureLive;
  isLoggedIn: boolean;
  sessions: Session[];
  /** By the id of their session. */
  photos: Map<string, Photo[]>;
}

/** A relay that is only its answers; nothing listens at its address, so that nothing is pushed. */
export function scriptRelay({ isLoggedIn = false } = {}): ScriptedRelay {
  const access = { accessToken: 'token', expiresIn: 900 };
  const relay: Omit<ScriptedRelay, 'live'> = {
    isLoggedIn,
    sessions: [sessionNamed('Wedding')],
    photos: new Map(),
  };

  function answer(call: string, url: URL): unknown {
    const id = url.pathname.split('/')[3] ?? '';
    if (call === 'POST /api/auth/page/refresh') return relay.isLoggedIn ? access : null;
    if (call === 'POST /api/auth/page/login') {
      relay.isLoggedIn = true;
      return { ...access, user: USER };
    }
    if (call === 'POST /api/auth/page/logout') {
      relay.isLoggedIn = false;
      return null;
    }
    if (call === 'GET /api/auth/profile') return USER;
    if (call === 'GET /api/sessions') return { sessions: relay.sessions, nextCursor: null };
    if (call === 'GET /api/photos') {
      const photos = relay.photos.get(url.searchParams.get('sessionId') ?? '') ?? [];
      return { photos, nextCursor: null };
    }
    if (call.endsWith('/feed')) return { events: [], lastSeq: 1, more: false, era: '' };
    return relay.sessions.find((session) => session.id === id);
  }

  const baseUrl = 'http://127.0.0.1:9';
  const live = openPictureLive({
    baseUrl,
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const said = answer(`${init?.method ?? 'GET'} ${url.pathname}`, url);
      const reply = said === null ? new Response(null, { status: 204 }) : Response.json(said);
      return Promise.resolve(reply);
    },
    around: { tabs: null, isVisible: () => true, onAwake: () => () => undefined },
  });
  return Object.assign(relay, { live });
}
