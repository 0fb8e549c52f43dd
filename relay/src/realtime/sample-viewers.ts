import type { ViewersOfMinute } from '../services/statistics/counting.ts';

const MINUTE_MS = 60_000;
/** A page that is open for less than this is not seen; everything else is, for as long as it was. */
const LOOK_EVERY_MS = 2_000;
/** A look that comes later than this tells nothing of the time between: the machine slept. */
const ASLEEP_MS = 15 * MINUTE_MS;

export interface SampleViewersDeps {
  /** Sessions with pages on this instance, and how many each has. */
  sessions: () => Iterable<string>;
  own: (sessionId: string) => number;
  /** Is given each minute when it is over. */
  tell: (minutes: ViewersOfMinute[]) => void;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Looks at how many pages are open here, minute by minute. A minute that was not finished is not
 * told: the relay that comes after this one counts the same pages in it.
 *
 * @returns stops it.
 */
export function sampleViewers(deps: SampleViewersDeps): () => void {
  const look = lookingAt(deps);
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** One look after the other; apart for its tests. */
export function lookingAt({ sessions, own, tell, now }: SampleViewersDeps): () => void {
  let minutes = new Map<string, ViewersOfMinute>();
  let lookedAt = now();
  return () => {
    const at = now();
    const minute = at - (at % MINUTE_MS);
    const elapsed = at - lookedAt;
    if (minute !== lookedAt - (lookedAt % MINUTE_MS)) {
      if (minutes.size > 0) tell([...minutes.values()]);
      minutes = new Map();
    }
    lookedAt = at;
    if (elapsed < 0 || elapsed > ASLEEP_MS) return;
    for (const sessionId of sessions()) {
      const viewers = own(sessionId);
      if (viewers === 0) continue;
      const known = minutes.get(sessionId) ?? { sessionId, at: minute, viewerMs: 0, peak: 0 };
      known.viewerMs += viewers * elapsed;
      known.peak = Math.max(known.peak, viewers);
      minutes.set(sessionId, known);
    }
  };
}
