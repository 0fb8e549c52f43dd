import { auditClient } from '../client/audit.ts';
import { binClient } from '../client/bin.ts';
import { deviceClient } from '../client/devices.ts';
import { messageClient } from '../client/messages.ts';
import { overviewClient } from '../client/overview.ts';
import { createPageAuth, type PageAuth } from '../client/page-auth.ts';
import { photoClient } from '../client/photos.ts';
import { removalClient } from '../client/removal.ts';
import { sessionClient } from '../client/sessions.ts';
import { statisticsClient } from '../client/statistics.ts';
import { takedownClient } from '../client/takedowns.ts';
import type { PhotoFilter } from '../protocol/index.ts';
import { authStore, type AuthStore } from './auth-store.ts';
import { imagesStore, type ImagesStore } from './images-store.ts';
import { surroundings, type Surroundings } from './page/surroundings.ts';
import { sessionLink, type SessionLink } from './session-link.ts';
import { sessionsStore, type SessionsStore } from './sessions-store.ts';
import { createUploads, type Uploads } from './uploads/uploads.ts';

export interface LiveOptions {
  /** Origin of the relay: in a page of the relay `location.origin`. */
  baseUrl: string;
  /** For tests, and for programs that keep cookies by themselves. */
  fetch?: typeof globalThis.fetch;
  around?: Surroundings;
}

/** One person's connection to a relay, which all hooks share. */
export interface PictureLive {
  readonly baseUrl: string;
  readonly auth: AuthStore;
  readonly sessions: SessionsStore;
  /** A session, live while anybody listens; the same for everybody who asks. */
  session: (id: string) => SessionLink;
  images: (sessionId: string, filter?: PhotoFilter, size?: { page: number }) => ImagesStore;
  uploads: (sessionId: string) => Uploads;
  /** The typed client, as whoever is logged in. */
  readonly api: Api;
  stop: () => void;
}

export type Api = ReturnType<typeof apiOf>;

/** Photos that are asked for at once. */
const PAGE = 100;
/** Sessions that were looked at before are begun anew beyond these. */
const MOST_KEPT = 20;

/** Opens the connection. In a page once, for as long as it is open. */
export function openPictureLive(options: LiveOptions): PictureLive {
  const { baseUrl, around = surroundings() } = options;
  const auth = createPageAuth({
    baseUrl,
    ...(around.tabs !== null && { tabs: around.tabs }),
    ...(options.fetch !== undefined && { fetch: options.fetch }),
  });
  const api = apiOf(auth);
  const sessions = sessionsStore({ sessions: api, around });
  const links = new Map<string, SessionLink>();
  const images = new Map<string, ImagesStore>();
  const uploads = new Map<string, Uploads>();

  function forget(): void {
    for (const one of uploads.values()) one.stop();
    for (const kept of [links, images, uploads]) kept.clear();
    sessions.forget();
  }
  const store = authStore(auth, around);
  const stopForgetting = auth.onChange((isIn) => {
    if (!isIn) forget();
  });

  const uploadsOf = (sessionId: string): Uploads =>
    keep(uploads, sessionId, Number.POSITIVE_INFINITY, () =>
      createUploads({ baseUrl, sessionId, token: auth.accessToken }),
    );
  const session = (id: string): SessionLink =>
    keep(links, id, MOST_KEPT, () =>
      sessionLink(id, {
        baseUrl,
        sessions: api,
        token: auth.accessToken,
        around,
        onSession: sessions.take,
      }),
    );
  return {
    baseUrl,
    auth: store,
    sessions,
    session,
    uploads: uploadsOf,
    images: (sessionId, filter = {}, size = { page: PAGE }) =>
      keep(images, `${sessionId} ${JSON.stringify([filter, size])}`, MOST_KEPT, () =>
        imagesStore({
          link: session(sessionId),
          photos: api,
          uploads: uploadsOf(sessionId),
          filter,
          page: size.page,
        }),
      ),
    api,
    stop() {
      stopForgetting();
      forget();
      store.stop();
    },
  };
}

function apiOf(auth: PageAuth) {
  const { call } = auth;
  return {
    ...auth,
    ...sessionClient(call),
    ...photoClient(call),
    ...binClient(call),
    ...overviewClient(call),
    ...removalClient(call),
    ...messageClient(call),
    ...takedownClient(call),
    ...deviceClient(call),
    ...auditClient(call),
    ...statisticsClient(call),
  };
}

/** The one there is, or a new one in place of the oldest. */
function keep<T>(kept: Map<string, T>, key: string, most: number, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const [oldest] = kept.keys();
  if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
  const made = make();
  kept.set(key, made);
  return made;
}
