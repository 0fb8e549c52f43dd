import type { PublishMode } from '@picture-live/shared/domain';
import type { ShotState, ShotView } from '../../../bridge/contract.ts';
import type { Decision, Named, Refusal } from '../undo/notice.ts';
import type { Reversal } from '../undo/undo-stack.ts';

/** What one call of the bridge takes. */
const MOST_IN_A_CALL = 500;

const STANDS_FOR: Partial<Record<ShotState, Decision>> = {
  held: 'hold',
  rejected: 'reject',
  queued: 'publish',
  uploading: 'publish',
};

const STATES = { publish: 'queued', hold: 'held', reject: 'rejected' } as const;

/** The decision that leads to where a shot is; undefined: none does. */
function standsFor({ state }: ShotView): Decision | undefined {
  return STANDS_FOR[state];
}

/**
 * Why a decision cannot concern a shot; null: it can. The engine knows better (an earlier version
 * may have been seen) and has the last word.
 */
export function refusalOf(shot: ShotView, decision: Decision): Refusal | null {
  if (shot.state === 'live') return decision === 'publish' ? 'already' : 'seen';
  if (!shot.hasPicture || !isDecided(shot)) return 'no_picture';
  // To hold what is held for a while means to hold it for good.
  const forGood = decision === 'hold' && shot.releaseAt !== null;
  return standsFor(shot) === decision && !forGood ? 'already' : null;
}

/**
 * What it takes to keep one frame of a burst only: what has to go out, what is held back for it, and
 * how many of the others guests have seen, which stay.
 */
export function keepOnly(shotId: string, burst: readonly ShotView[]) {
  const others = burst.filter(({ id, state }) => id !== shotId && state !== 'rejected');
  return {
    publish: burst.filter((shot) => shot.id === shotId && refusalOf(shot, 'publish') === null),
    hold: others.filter((shot) => refusalOf(shot, 'hold') === null),
    seen: others.filter((shot) => refusalOf(shot, 'hold') === 'seen').length,
  };
}

const isDecided = (shot: ShotView): boolean =>
  standsFor(shot) !== undefined || shot.state === 'failed';

/** What to say where a decision concerns none of several shots; undefined: nothing is in the way. */
export function worstRefusal(refusals: readonly (Refusal | null)[]): Refusal | undefined {
  return (['seen', 'no_picture', 'already'] as const).find((why) => refusals.includes(why));
}

/** A shot as it will be when a decision is carried out. */
export function decided(shot: ShotView, decision: Decision, until: number | null = null): ShotView {
  const releaseAt = decision === 'hold' ? until : null;
  return { ...shot, state: STATES[decision], releaseAt, reason: null, canRetry: false };
}

/** A shot as it will be with so many stars, which let it out where the mode says so. */
export function rated(shot: ShotView, rating: number, mode: PublishMode): ShotView {
  const starred = { ...shot, rating };
  const passes = shot.state === 'held' && mode.kind === 'rating' && rating >= mode.from;
  return passes ? decided(starred, 'publish') : starred;
}

/** Whether a shot is where a decision wanted it. */
export function isWhere(shot: ShotView, decision: Decision): boolean {
  return standsFor(shot) === decision || (decision === 'publish' && shot.state === 'live');
}

export function named(shots: readonly ShotView[]): Named {
  return { count: shots.length, name: shots[0]?.name ?? '' };
}

/** What takes a decision or stars back, as far as `after` differs from `before` (in its order). */
export function reversalsOf(
  before: readonly ShotView[],
  after: readonly ShotView[],
): readonly Reversal[] {
  const changed = before.map((shot, index) => [shot, after[index] ?? shot] as const);
  const moved = changed.filter(
    ([was, is]) => was.state !== is.state || was.releaseAt !== is.releaseAt,
  );
  const starred = changed.filter(([was, is]) => was.rating !== is.rating);
  return [...placesBack(moved.map(([was]) => was)), ...starsBack(starred.map(([was]) => was))];
}

function placesBack(shots: readonly ShotView[]): Reversal[] {
  const groups = Map.groupBy(shots, (shot) => `${standsFor(shot)} ${shot.releaseAt}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    // A shot that the relay had refused goes back to where it can be refused again.
    const decision = (first && standsFor(first)) ?? 'publish';
    const until = first?.releaseAt ?? null;
    return chunked(idsOf(group)).map((shotIds): Reversal => ({
      call: 'decideShots',
      input: { shotIds, decision, until },
    }));
  });
}

function starsBack(shots: readonly ShotView[]): Reversal[] {
  const groups = Map.groupBy(shots, (shot) => shot.rating ?? 0);
  return [...groups].flatMap(([rating, group]) =>
    chunked(idsOf(group)).map((shotIds): Reversal => ({
      call: 'rateShots',
      input: { shotIds, rating },
    })),
  );
}

/** Portions that one call takes. */
export function chunked<T>(all: readonly T[]): T[][] {
  const portions = Math.ceil(all.length / MOST_IN_A_CALL);
  return Array.from({ length: portions }, (_, index) =>
    all.slice(index * MOST_IN_A_CALL, (index + 1) * MOST_IN_A_CALL),
  );
}

const idsOf = (shots: readonly ShotView[]): string[] => shots.map(({ id }) => id);
