import { Check, Layers } from 'lucide-react';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import type { UiState } from '../../app/state/state.ts';
import { toggleBurst } from '../light-table/actions.ts';
import { selectCursor, selectPlace } from '../light-table/selectors.ts';
import { keepAtCursor } from './keep.ts';
import './bursts.css';

function placeAtCursor(state: UiState) {
  const cursor = selectCursor(state);
  return cursor === undefined ? undefined : selectPlace(state, cursor);
}

/** What can be done with the burst at the cursor; nothing where there is none. */
export function BurstButtons() {
  const { store, decider } = useApp();
  const words = useWords().light;
  const format = useFormat();
  const count = useSelect((state) => placeAtCursor(state)?.burst.length ?? 0);
  const isClosed = useSelect((state) => placeAtCursor(state)?.isClosed ?? false);
  if (count === 0) return null;
  return (
    <div className="light-foot-buttons">
      <button type="button" className="button" onClick={() => toggleBurst(store)}>
        <Layers aria-hidden />
        {isClosed ? words.openBurst(format.count(count)) : words.closeBurst}
        <kbd>V</kbd>
      </button>
      <button
        type="button"
        className="button"
        title={words.keepHint}
        onClick={() => keepAtCursor(store, decider)}
      >
        <Check aria-hidden />
        {words.keep}
        <kbd>K</kbd>
      </button>
    </div>
  );
}
