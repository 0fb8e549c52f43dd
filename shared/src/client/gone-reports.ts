import type { PhotoGone } from '../protocol/index.ts';

/** A picture that has left the screen, by the event that took it away. */
export type GonePhoto = PhotoGone['gone'][number];

export interface GoneReports {
  add: (gone: GonePhoto) => void;
  /** There is a connection (again): what could not be said is said now. */
  flush: () => void;
  stop: () => void;
}

/** As many as a message may hold; one of them after the other, so that no limit is met. */
const MOST_AT_ONCE = 40;
const PACE_MS = 100;
/** Of a page that was away for long the newest removals matter. */
const MAX_WAITING = 1_000;

/**
 * Collects what has left the screen and tells it a few times a second.
 *
 * @param send false without a connection: it waits for `flush`.
 */
export function createGoneReports(send: (gone: GonePhoto[]) => boolean): GoneReports {
  let waiting: GonePhoto[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function sendSome(): void {
    timer = undefined;
    const some = waiting.slice(0, MOST_AT_ONCE);
    if (some.length === 0 || !send(some)) return;
    waiting = waiting.slice(some.length);
    if (waiting.length > 0) flush();
  }

  function flush(): void {
    timer ??= setTimeout(sendSome, PACE_MS);
  }

  return {
    add(gone) {
      waiting = [...waiting.slice(-(MAX_WAITING - 1)), gone];
      flush();
    },
    flush,
    stop() {
      clearTimeout(timer);
      waiting = [];
    },
  };
}
