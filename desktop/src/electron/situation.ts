import type { EngineStatus } from '../bridge/contract.ts';
import type { Language } from '../ui/app/words/index.ts';
import { headlineOf, type Headline } from '../ui/features/topline/headline.ts';

/** How the evening goes, as far as it is told outside of the window. */
export interface Situation {
  tone: Headline['tone'];
  /** The sentence of the UI's top line. */
  sentence: string;
  /** "seen 1,204 · live 1,201 · queued 3" */
  counters: string;
  /** Shots that go their way by themselves and have not arrived. */
  moving: number;
  /** Those of them that work goes on for: a paused outbox waits without any. */
  working: number;
  seen: number;
  paused: boolean;
  /** Null while there is no session. */
  gallery: string | null;
  sessionId: string;
  title: string;
}

/** Reads it from the newest status; nothing here is remembered. */
export function situationOf(status: EngineStatus, language: Language): Situation {
  const { words, format } = language;
  const { counts, session } = status;
  const { paused } = status.uplink.settings;
  const { tone, sentence } = headlineOf({ connection: 'connected', status, statusAt: 0 }, language);
  const queued = counts.queued + counts.uploading;
  // What is live at one destination and on its way to the other.
  const late = (status.destinations ?? [])
    .filter(({ state }) => state === 'online')
    .map(({ backlog }) => backlog.photos);
  const sending = Math.max(queued, ...late);
  const counted = [
    `${words.counters.seen} ${format.count(counts.seen)}`,
    `${words.counters.live} ${format.count(counts.live)}`,
    `${words.counters.queued} ${format.count(queued)}`,
  ];
  return {
    tone,
    sentence,
    counters: counted.join(words.dot),
    moving: counts.arriving + counts.rendering + queued,
    working: counts.arriving + counts.rendering + (paused ? 0 : sending),
    seen: counts.seen,
    paused,
    // It is opened outside: whatever a relay calls itself, it is a page.
    gallery: /^https?:\/\//.test(session.galleryUrl) ? session.galleryUrl : null,
    sessionId: session.id,
    title: session.title,
  };
}
