import { Check, Layers } from 'lucide-react';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import type { UiState } from '../../app/state/state.ts';
import { toggleBurst } from '../light-table/actions.ts';
import { selectBursts, selectCursor, selectPlace } from '../light-table/selectors.ts';
import { keepAtCursor } from './keep.ts';
import './bursts.css';

function placeAtCursor(state: UiState) {
  const cursor = selectCursor(state);
  return cursor === undefined ? undefined : selectPlace(state, cursor);
}

/** What can be done with the burst at the cursor; not there where there are no bursts at all. */
export function BurstButtons() {
  const { store, decider } = useApp();
  const words = useWords().light;
  const format = useFormat();
  const any = useSelect((state) => selectBursts(state).length > 0);
  const count = useSelect((state) => placeAtCursor(state)?.burst.length ?? 0);
  const isClosed = useSelect((state) => placeAtCursor(state)?.isClosed ?? true);
  if (!any) return null;
  const word = isClosed ? words.openBurst(format.count(count)) : words.closeBurst;
  return (
    <div className="light-foot-buttons">
      <button
        type="button"
        className="button"
        disabled={count === 0}
        title={`${word} (V)`}
        onClick={() => toggleBurst(store)}
      >
        <Layers aria-hidden />
        <span className="light-word">{word}</span>
        <kbd>V</kbd>
      </button>
      <button
        type="button"
        className="button"
        disabled={count === 0}
        title={`${words.keepHint} (K)`}
        onClick={() => keepAtCursor(store, decider)}
      >
        <Check aria-hidden />
        <span className="light-word">{words.keep}</span>
        <kbd>K</kbd>
      </button>
    </div>
  );
}
