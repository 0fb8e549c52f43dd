import { assertNever } from '@picture-live/shared/errors';
import type { PublishMode } from '@picture-live/shared/domain';
import type { ShotView } from '../../../bridge/contract.ts';
import type { EngineLink } from '../../app/engine-link.ts';
import type { ShotPage } from '../../app/state/shot-table.ts';
import type { Store } from '../../app/state/store.ts';
import type { Reversal } from '../undo/undo-stack.ts';
import { isWhere } from './decisions.ts';

/** A call of the bridge, and what the shots it is about will be after it. */
export interface Ask {
  call: Reversal;
  guesses: readonly ShotView[];
}

/** Something that is shown already, and that the engine is still to be asked for. */
export interface Asked {
  /**
   * Asks, and shows what the engine answers.
   *
   * @returns how many shots are not where they were to be.
   * @throws PictureLiveError when the engine did not do it.
   */
  send(): Promise<number>;
  /** Shows what the engine last said instead; of no effect once it has answered. */
  withdraw(): void;
}

/** Numbers what the engine is asked for, so that an answer ends its own guess and no later one. */
export function createAsking(store: Store, engine: Pick<EngineLink, 'call'>) {
  let asks = 0;

  function aboutShots(call: ShotsCall, guesses: readonly ShotView[]): Asked {
    asks += 1;
    const ask = asks;
    const ids = call.input.shotIds;
    const answer = (page: ShotPage | null) => store.dispatch({ type: 'answer', ids, ask, page });
    store.dispatch({ type: 'guess', shots: guesses, ask });
    return {
      async send() {
        const asked = store.get().shots.heard;
        const shots = await replyTo(engine, call);
        answer({ shots, more: false, asked });
        if (call.call !== 'decideShots') return 0;
        return shots.filter((shot) => !isWhere(shot, call.input.decision)).length;
      },
      withdraw: () => answer(null),
    };
  }

  function aboutMode(mode: PublishMode): Asked {
    const before = store.get().status?.publishMode;
    showMode(store, mode);
    return {
      async send() {
        await engine.call('setPublishMode', mode);
        return 0;
      },
      withdraw: () => before && showMode(store, before),
    };
  }

  return ({ call, guesses }: Ask): Asked =>
    call.call === 'setPublishMode' ? aboutMode(call.input) : aboutShots(call, guesses);
}

type ShotsCall = Exclude<Reversal, { call: 'setPublishMode' }>;

async function replyTo(
  engine: Pick<EngineLink, 'call'>,
  call: ShotsCall,
): Promise<readonly ShotView[]> {
  switch (call.call) {
    case 'decideShots':
      return (await engine.call('decideShots', call.input)).shots;
    case 'rateShots':
      return (await engine.call('rateShots', call.input)).shots;
    case 'wishShots':
      return (await engine.call('wishShots', call.input)).shots;
    default:
      return assertNever(call);
  }
}

/** Until the engine's next status, which has it or has not. */
function showMode(store: Store, publishMode: PublishMode): void {
  const { status, statusAt } = store.get();
  if (!status) return;
  const event = { type: 'status', status: { ...status, publishMode } } as const;
  store.dispatch({ type: 'event', event, at: statusAt });
}
