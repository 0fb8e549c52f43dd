import type { Seen } from '../protocol/index.ts';

export interface SeenReports {
  /** A photo was opened; once is enough for as long as the page lives. */
  add: (photoId: string) => void;
  /** There is a connection (again): what could not be said is said now. */
  flush: () => void;
  stop: () => void;
}

/** As many as a message may hold. */
const MOST_AT_ONCE = 40;
/** Swiping through photos is one message every so often. */
const PACE_MS = 2_000;
/** What a page saw in a dead spot; nobody opens more before it is online again. */
const MAX_WAITING = 1_000;

/**
 * Collects what a page says of itself: that it was opened, and which photos were. The first is said
 * at once, what follows a while later together.
 *
 * @param send false without a connection: it waits for `flush`.
 * @param isVisit whether the opening of the page counts.
 */
export function createSeenReports(
  send: (seen: Omit<Seen, 'sessionId'>) => boolean,
  isVisit: boolean,
): SeenReports {
  const known = new Set<string>();
  let waiting: string[] = [];
  let visit = isVisit;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function sendSome(): void {
    const photoIds = waiting.slice(0, MOST_AT_ONCE);
    if (!visit && photoIds.length === 0) return;
    if (!send({ ...(visit && { visit }), photoIds })) return;
    visit = false;
    waiting = waiting.slice(photoIds.length);
    timer = setTimeout(() => {
      timer = undefined;
      sendSome();
    }, PACE_MS);
  }

  function flush(): void {
    if (timer === undefined) sendSome();
  }

  return {
    add(photoId) {
      if (known.has(photoId)) return;
      known.add(photoId);
      waiting = [...waiting.slice(-(MAX_WAITING - 1)), photoId];
      flush();
    },
    flush,
    stop() {
      clearTimeout(timer);
      waiting = [];
      visit = false;
    },
  };
}
