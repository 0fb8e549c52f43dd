import type { PublishMode } from '@picture-live/shared/domain';
import { assertNever, PictureLiveError } from '@picture-live/shared/errors';
import type { ShotWish } from '../../../bridge/after-publishing.ts';
import type { ShotView } from '../../../bridge/contract.ts';
import type { EngineLink } from '../../app/engine-link.ts';
import { shotOf } from '../../app/state/shot-table.ts';
import type { Store } from '../../app/state/store.ts';
import type { Decision, Notice, Said } from '../undo/notice.ts';
import type { Reversal, UndoStep } from '../undo/undo-stack.ts';
import { createAsking, type Ask, type Asked } from './asking.ts';
import {
  chunked,
  decided,
  keepOnly,
  named,
  rated,
  refusalOf,
  reversalsOf,
  worstRefusal,
} from './decisions.ts';
import { listHeld } from './list-held.ts';
import { oppositeOf, WISHES, wished, wishFor, type WishKey } from './wishes.ts';

/** What a person decides about shots. Nothing of it throws: what went wrong is said in the page. */
export interface Decider {
  /** Says so where it can concern none of them. */
  decide: (shotIds: readonly string[], decision: Decision) => void;
  /** Of a burst: lets this frame out and holds the others back; rejected ones stay so. */
  keep: (shotId: string, burst: readonly string[]) => void;
  rate: (shotIds: readonly string[], rating: number) => void;
  /** Features or takes back; the opposite where that is done already. */
  wish: (shotIds: readonly string[], key: WishKey) => void;
  setMode: (mode: PublishMode) => void;
  /** Lets everything out that is held, also what this page has not loaded. */
  releaseAll: () => void;
  /** Takes back what was done last and not undone yet. */
  undo: () => void;
}

/**
 * Shows at once what a decision will bring, asks the engine for it, and shows what the engine
 * answers. The engine gets everything in the order in which the person did it.
 *
 * @param now epoch milliseconds.
 * @param onError where failures of ours are told.
 */
export function createDecider(
  store: Store,
  engine: Pick<EngineLink, 'call'>,
  now: () => number,
  onError: (error: unknown) => void,
): Decider {
  const ask = createAsking(store, engine);
  let queue: Promise<void> = Promise.resolve();

  const say = (notice: Notice): void => store.dispatch({ type: 'notice', notice });
  const known = (ids: readonly string[]): ShotView[] =>
    ids.flatMap((id) => shotOf(store.get().shots, id) ?? []);

  /** Does the work after what was asked before it; `failed` puts right what was shown too early. */
  function inTurn(work: () => Promise<void>, failed: () => void): void {
    queue = queue.then(work).catch((error: unknown) => {
      failed();
      if (error instanceof PictureLiveError) say({ kind: 'trouble', message: error.message });
      else onError(error);
    });
  }

  /** Shows it, remembers how to take it back, and has the engine do it. */
  function carryOut(asks: readonly Ask[], said: Said, reversals: UndoStep['reversals'], seen = 0) {
    const step: UndoStep = { said, reversals };
    store.dispatch({ type: 'can_undo', step });
    say({ kind: 'done', said, seen });
    const shown = asks.map(ask);
    inTurn(
      async () => {
        let others = seen;
        for (const one of shown) others += await one.send();
        if (others > seen) say({ kind: 'done', said, seen: others });
      },
      () => {
        for (const one of shown) one.withdraw();
        store.dispatch({ type: 'undo_taken', step });
      },
    );
  }

  function decideAbout(shots: readonly ShotView[], decision: Decision, seen = 0): void {
    const after = shots.map((shot) => decided(shot, decision));
    const asks = chunked(after).map((guesses): Ask => {
      const shotIds = guesses.map(({ id }) => id);
      return { guesses, call: { call: 'decideShots', input: { shotIds, decision } } };
    });
    const said: Said = { kind: 'decided', decision, shots: named(shots) };
    carryOut(asks, said, reversalsOf(shots, after), seen);
  }

  function decide(shotIds: readonly string[], decision: Decision): void {
    const shots = known(shotIds);
    const refusals = shots.map((shot) => refusalOf(shot, decision));
    const possible = shots.filter((_, index) => refusals[index] === null);
    if (possible.length > 0) {
      decideAbout(possible, decision, refusals.filter((why) => why === 'seen').length);
      return;
    }
    const why = worstRefusal(refusals);
    if (why) say({ kind: 'refused', why, wanted: decision, shots: named(shots) });
  }

  function keep(shotId: string, burst: readonly string[]): void {
    const shots = known(burst);
    const parts = keepOnly(shotId, shots);
    const possible = [...parts.publish, ...parts.hold];
    if (possible.length === 0) {
      const wanted = parts.seen > 0 ? 'hold' : 'publish';
      const why = parts.seen > 0 ? 'seen' : 'already';
      say({ kind: 'refused', why, wanted, shots: named(shots) });
      return;
    }
    const after = [
      ...parts.publish.map((shot) => decided(shot, 'publish')),
      ...parts.hold.map((shot) => decided(shot, 'hold')),
    ];
    const asks = (['publish', 'hold'] as const).flatMap((decision) =>
      chunked(parts[decision]).map((portion): Ask => {
        const input = { shotIds: portion.map(({ id }) => id), decision };
        const guesses = portion.map((shot) => decided(shot, decision));
        return { guesses, call: { call: 'decideShots', input } };
      }),
    );
    const said: Said = { kind: 'kept', shots: named(known([shotId])), held: parts.hold.length };
    carryOut(asks, said, reversalsOf(possible, after), parts.seen);
  }

  const modeNow = (): PublishMode | undefined => store.get().status?.publishMode;

  function rate(shotIds: readonly string[], rating: number): void {
    const mode = modeNow();
    const pictures = known(shotIds).filter(({ hasPicture }) => hasPicture);
    const shots = pictures.filter((shot) => (shot.rating ?? 0) !== rating);
    if (!mode || shots.length === 0) {
      const why = pictures.length === 0 ? 'no_picture' : 'already';
      const [about, wanted] = [named(known(shotIds)), 'rate'] as const;
      if (about.count > 0) say({ kind: 'refused', why, wanted, shots: about });
      return;
    }
    const after = shots.map((shot) => rated(shot, rating, mode));
    const asks = chunked(after).map((guesses): Ask => {
      const ids = guesses.map(({ id }) => id);
      return { guesses, call: { call: 'rateShots', input: { shotIds: ids, rating } } };
    });
    carryOut(asks, { kind: 'rated', rating, shots: named(shots) }, reversalsOf(shots, after));
  }

  function wish(shotIds: readonly string[], key: WishKey): void {
    const shots = known(shotIds);
    const found = wishFor(key, shots);
    if (!found) {
      if (shots.length > 0) say({ kind: 'no_wish', wanted: key, shots: named(shots) });
      return;
    }
    const portions = chunked(found.shots);
    const about = (what: ShotWish) =>
      portions.map((portion) => {
        const input = { shotIds: portion.map(({ id }) => id), wish: what };
        return { call: 'wishShots' as const, input };
      });
    const asks = about(WISHES[found.wished]).map((call, index): Ask => ({
      call,
      guesses: (portions[index] ?? []).map((shot) => wished(shot, call.input.wish)),
    }));
    const said: Said = { kind: 'wished', wished: found.wished, shots: named(found.shots) };
    carryOut(asks, said, about(oppositeOf(found.wished)));
  }

  function setMode(mode: PublishMode): void {
    const before = modeNow();
    if (!before) return;
    const asks: Ask[] = [{ call: { call: 'setPublishMode', input: mode }, guesses: [] }];
    carryOut(asks, { kind: 'mode', mode }, [{ call: 'setPublishMode', input: before }]);
  }

  function undo(): void {
    const step = store.get().undo.at(-1);
    if (!step) {
      say({ kind: 'nothing_to_undo' });
      return;
    }
    const { said, reversals } = step;
    store.dispatch({ type: 'undo_taken', step });
    say({ kind: 'undone', said, seen: 0 });
    const back = reversals.map((reversal) => takeBack(asOf(reversal, now())));
    inTurn(
      async () => {
        let others = 0;
        for (const one of back) others += await one.send();
        if (others > 0) say({ kind: 'undone', said, seen: others });
      },
      () => {
        for (const one of back) one.withdraw();
        store.dispatch({ type: 'can_undo', step });
      },
    );
  }

  function takeBack(call: Reversal): Asked {
    if (call.call === 'setPublishMode') return ask({ call, guesses: [] });
    const shots = known(call.input.shotIds);
    return ask({ call, guesses: shots.map((shot) => afterReversal(shot, call)) });
  }

  return {
    decide,
    keep,
    rate,
    wish,
    setMode,
    undo,
    releaseAll: () =>
      inTurn(
        async () => {
          const held = await listHeld(engine);
          if (held.length > 0) decideAbout(held, 'publish');
        },
        () => {},
      ),
  };
}

/** A delay that has ended meanwhile would let out at once what was just taken back. */
function asOf(reversal: Reversal, now: number): Reversal {
  if (reversal.call !== 'decideShots') return reversal;
  const { until = null } = reversal.input;
  return until !== null && until <= now
    ? { ...reversal, input: { ...reversal.input, until: null } }
    : reversal;
}

function afterReversal(
  shot: ShotView,
  call: Exclude<Reversal, { call: 'setPublishMode' }>,
): ShotView {
  switch (call.call) {
    case 'rateShots':
      return { ...shot, rating: call.input.rating };
    case 'wishShots':
      return wished(shot, call.input.wish);
    case 'decideShots':
      return asBefore(shot, call.input);
    default:
      return assertNever(call);
  }
}

/** A shot that guests have seen does not go back, whatever is wished. */
function asBefore(
  shot: ShotView,
  { decision, until = null }: (Reversal & { call: 'decideShots' })['input'],
): ShotView {
  return shot.state === 'live' ? shot : decided(shot, decision, until);
}
