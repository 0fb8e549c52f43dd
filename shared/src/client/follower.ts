import { assertNever } from '../errors/index.ts';
import type { FeedEvent, FeedPage } from '../protocol/index.ts';

/** What a follower knows of a session's feed. */
export interface Follower {
  /** Every event up to this `seq` has been handed on, once and in order. */
  readonly appliedSeq: number;
  /** The newest event known to exist. */
  readonly knownSeq: number;
  /** Pushed events that came after a gap, by `seq`. */
  readonly waiting: readonly FeedEvent[];
  /** The feed has been asked and has not answered yet. */
  readonly asking: boolean;
  /** The era of the relay's data that all of this belongs to; null until it is heard. */
  readonly era: string | null;
}

export type FollowerFact =
  | { kind: 'pushed'; event: FeedEvent }
  /** The room was joined (again): pushes come from here on. */
  | { kind: 'joined'; lastSeq: number; era: string }
  /** The feed's answer to a question after `after`. */
  | { kind: 'answered'; after: number; page: FeedPage }
  | { kind: 'ask_failed' }
  /** Something may have been missed: woken from sleep, time to poll or to try again. */
  | { kind: 'look' };

export interface FollowerStep {
  state: Follower;
  /** To be handed on now, in order. */
  deliver: FeedEvent[];
  /** Ask the feed for what comes after this `seq`; exactly one answer or failure must follow. */
  ask: number | null;
  /**
   * The relay's data were set back to an older state: they are of another era, or less than was
   * handed on. What was handed on is void; the follower goes on from the relay's newest event.
   */
  setBack: boolean;
}

/** Enough for a burst that overtakes one answer of the feed; what is dropped is asked for again. */
export const WAITING_MAX = 256;

/** A follower that has everything up to `appliedSeq`. @param era that it is of, where it is known. */
export function createFollower(appliedSeq: number, era: string | null = null): Follower {
  return { appliedSeq, knownSeq: appliedSeq, waiting: [], asking: false, era };
}

/** Whether something is missing that no question is under way for: look again after a pause. */
export function isBehind({ asking, appliedSeq, knownSeq, waiting }: Follower): boolean {
  return !asking && (knownSeq > appliedSeq || waiting.length > 0);
}

/**
 * Exact delivery over an unreliable push: every event of the feed is handed on once and in order,
 * from pushes while they are complete, from the feed where they are not.
 */
export function follow(state: Follower, fact: FollowerFact): FollowerStep {
  switch (fact.kind) {
    case 'pushed':
      return onEvents(state, [fact.event], fact.event.seq);
    case 'joined':
      return onJoined(state, fact);
    case 'answered':
      return onAnswer({ ...state, asking: false }, fact.after, fact.page);
    case 'ask_failed':
      return step({ ...state, asking: false });
    case 'look':
      return look(state);
    default:
      return assertNever(fact);
  }
}

function onJoined(
  before: Follower,
  { lastSeq, era }: { lastSeq: number; era: string },
): FollowerStep {
  if (isOfAnother(before, era)) return restart(before, lastSeq, era);
  const state = { ...before, era };
  // Behind what we have: either a push overtook this reply, or the relay was set back. Ask.
  return lastSeq < state.appliedSeq ? look(state) : onEvents(state, [], lastSeq);
}

/** The numbers are handed out anew from an older one on: they say nothing of what was missed. */
function isOfAnother({ era }: Follower, heard: string): boolean {
  return era !== null && heard !== era;
}

function restart({ asking }: Follower, lastSeq: number, era: string): FollowerStep {
  const state = { ...createFollower(lastSeq, era), asking };
  return { ...step(state), setBack: true };
}

function onAnswer(before: Follower, after: number, page: FeedPage): FollowerStep {
  if (isOfAnother(before, page.era)) return restart(before, page.lastSeq, page.era);
  const state = { ...before, era: page.era };
  // It was asked before the relay was set back.
  if (after > state.appliedSeq) return look(state);
  if (page.lastSeq < after) return restart(state, page.lastSeq, page.era);
  const last = page.events.at(-1);
  // Read before the push that is waiting, or a defect: asking again at once could go on for ever.
  if (last === undefined) return step({ ...state, knownSeq: page.lastSeq });
  // The feed is the truth: it tells the present state of a photo, a push that of its moment.
  const fresh = page.events.filter((event) => event.seq > state.appliedSeq);
  const appliedSeq = Math.max(state.appliedSeq, last.seq);
  const caughtUp = onEvents({ ...state, appliedSeq }, [], page.lastSeq);
  return { ...caughtUp, deliver: [...fresh, ...caughtUp.deliver] };
}

/** Takes in events of any order and asks for what is missing. */
function onEvents(before: Follower, events: FeedEvent[], lastSeq: number): FollowerStep {
  const { deliver, waiting } = inOrder(before.appliedSeq, [...before.waiting, ...events]);
  const state: Follower = {
    ...before,
    appliedSeq: deliver.at(-1)?.seq ?? before.appliedSeq,
    knownSeq: Math.max(before.knownSeq, lastSeq),
    waiting,
  };
  const next = state.knownSeq > state.appliedSeq ? look(state) : step(state);
  return { ...next, deliver };
}

function look(state: Follower): FollowerStep {
  if (state.asking) return step(state);
  return { ...step({ ...state, asking: true }), ask: state.appliedSeq };
}

function step(state: Follower): FollowerStep {
  return { state, deliver: [], ask: null, setBack: false };
}

/** What follows `appliedSeq` without a gap, and what has to wait. */
function inOrder(
  appliedSeq: number,
  events: FeedEvent[],
): { deliver: FeedEvent[]; waiting: FeedEvent[] } {
  const later = events.filter((event) => event.seq > appliedSeq);
  // Not toSorted: phones of 2022 do not have it.
  later.sort((a, b) => a.seq - b.seq);
  const sorted = later.filter((event, index, all) => event.seq !== all[index - 1]?.seq);
  const gap = sorted.findIndex((event, index) => event.seq !== appliedSeq + 1 + index);
  const end = gap === -1 ? sorted.length : gap;
  return { deliver: sorted.slice(0, end), waiting: sorted.slice(end).slice(0, WAITING_MAX) };
}
