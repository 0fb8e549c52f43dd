import { EyeOff, Star, Undo2 } from 'lucide-react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { remembered } from '../../app/state/selectors.ts';
import { shotOf } from '../../app/state/shot-table.ts';
import type { UiState } from '../../app/state/state.ts';
import { wishFor } from '../publish/wishes.ts';
import { selectTargets } from './selectors.ts';

/** What the two keys would do with what is selected; null: nothing. */
const possible = remembered((state: UiState) => {
  const shots = selectTargets(state).flatMap((id) => shotOf(state.shots, id) ?? []);
  return {
    feature: wishFor('feature', shots)?.wished ?? null,
    takeBack: wishFor('takeBack', shots)?.wished ?? null,
  };
});

/** Feature and take back, for everything that is selected. */
export function WishButtons() {
  const { store, decider } = useApp();
  const words = useWords().published;
  const { feature, takeBack } = useSelect(possible);
  const ids = () => selectTargets(store.get());
  const isFeatured = feature === 'unfeature';
  const isBack = takeBack === 'restore';
  return (
    <div className="light-foot-buttons">
      <button
        type="button"
        className="button"
        data-off={feature === null}
        aria-pressed={isFeatured}
        title={`${isFeatured ? words.unfeature : words.feature} (F)`}
        onClick={() => decider.wish(ids(), 'feature')}
      >
        <Star aria-hidden fill={isFeatured ? 'currentColor' : 'none'} />
        <span className="light-word">{isFeatured ? words.unfeature : words.feature}</span>
        <kbd>F</kbd>
      </button>
      <button
        type="button"
        className="button"
        data-off={takeBack === null}
        title={`${isBack ? words.restore : words.takeBack} (T)`}
        onClick={() => decider.wish(ids(), 'takeBack')}
      >
        {isBack ? <Undo2 aria-hidden /> : <EyeOff aria-hidden />}
        <span className="light-word">{isBack ? words.restore : words.takeBack}</span>
        <kbd>T</kbd>
      </button>
    </div>
  );
}
