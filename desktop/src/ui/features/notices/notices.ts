import type { Store } from '../../app/state/store.ts';
import type { Language } from '../../app/words/index.ts';
import { headlineOf, type Headline } from '../topline/headline.ts';

/** A system that rings all the time is switched off. */
const MOST_OFTEN_MS = 60_000;

/** What was said last: another number in it is no other news. */
export interface Said {
  subject: string;
  /** When a notice was last shown; null: never. */
  at: number | null;
}

export type Plan =
  | { kind: 'quiet'; said: Said }
  | { kind: 'show'; said: Said }
  /** Worth a notice, and too soon after the last one. */
  | { kind: 'later'; at: number };

/**
 * Whether a notice is due: once for each thing that needs a person, not while the page says it to
 * somebody who looks at it, and at most once a minute.
 */
export function planNotice(
  said: Said,
  { tone, sentence }: Pick<Headline, 'tone' | 'sentence'>,
  isLookedAt: boolean,
  now: number,
): Plan {
  const needsPerson = tone === 'person' || tone === 'stop';
  const subject = needsPerson ? sentence.replaceAll(/[\d.,]+/g, '') : '';
  if (subject === '' || subject === said.subject || isLookedAt) {
    return { kind: 'quiet', said: { ...said, subject } };
  }
  const earliest = said.at === null ? now : said.at + MOST_OFTEN_MS;
  if (earliest > now) return { kind: 'later', at: earliest };
  return { kind: 'show', said: { subject, at: now } };
}

export interface NoticesParts {
  store: Store;
  language: Language;
  isLookedAt: () => boolean;
  show: (title: string, body: string) => void;
  now: () => number;
}

/** Shows a notice of the system for what needs a person. Returns how to end it. */
export function startNotices({ store, language, isLookedAt, show, now }: NoticesParts): () => void {
  let said: Said = { subject: '', at: null };
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    clearTimeout(timer);
    const state = store.get();
    const headline = headlineOf(state, language);
    const plan = planNotice(said, headline, isLookedAt(), now());
    if (plan.kind === 'later') {
      timer = setTimeout(look, plan.at - now());
      return;
    }
    said = plan.said;
    if (plan.kind === 'show') show(state.status?.session.title ?? '', headline.sentence);
  }

  look();
  const unsubscribe = store.subscribe(look);
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
