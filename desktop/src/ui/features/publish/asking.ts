import type { ShotView } from '../../../bridge/contract.ts';
import type { EngineLink } from '../../app/engine-link.ts';
import type { ShotPage } from '../../app/state/shot-table.ts';
import type { Store } from '../../app/state/store.ts';
import type { Reversal } from '../undo/undo-stack.ts';
import { isWhere } from './decisions.ts';

/** A call about shots, and what they will be after it. */
export interface Ask {
  call: Exclude<Reversal, { call: 'setPublishMode' }>;
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

  async function reply({ call }: Ask): Promise<readonly ShotView[]> {
    const { shots } =
      call.call === 'decideShots'
        ? await engine.call('decideShots', call.input)
        : await engine.call('rateShots', call.input);
    return shots;
  }

  return (wanted: Ask): Asked => {
    asks += 1;
    const ask = asks;
    const { call, guesses } = wanted;
    const ids = call.input.shotIds;
    const answer = (page: ShotPage | null) => store.dispatch({ type: 'answer', ids, ask, page });
    store.dispatch({ type: 'guess', shots: guesses, ask });
    return {
      async send() {
        const asked = store.get().shots.heard;
        const shots = await reply(wanted);
        answer({ shots, more: false, asked });
        if (call.call === 'rateShots') return 0;
        return shots.filter((shot) => !isWhere(shot, call.input.decision)).length;
      },
      withdraw: () => answer(null),
    };
  };
}
