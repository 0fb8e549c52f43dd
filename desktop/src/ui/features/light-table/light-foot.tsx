import { Columns2, Grid3x3, Maximize, SkipForward, Undo2, ZoomIn } from 'lucide-react';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { BurstButtons } from '../bursts/burst-buttons.tsx';
import { KeysButton } from '../keys/keys-button.tsx';
import { DecisionBar } from '../publish/decision-bar.tsx';
import { nextUndecided, toggleCompare, toggleLarge, toggleZoom } from './actions.ts';
import { WishButtons } from './wish-buttons.tsx';
import { selectIsLoading, selectOrder, selectTargets } from './selectors.ts';

/** How many there are, and everything that can be done with those that are selected. */
export function LightFoot() {
  const { store, decider } = useApp();
  const words = useWords();
  const mode = useSelect((state) => state.light.mode);
  const full = useSelect((state) => state.light.zoom.full);
  const canUndo = useSelect((state) => state.undo.length > 0);
  return (
    <footer className="light-foot">
      <KeysButton />
      <Amounts />
      <DecisionBar />
      <WishButtons />
      <BurstButtons />
      <div className="light-foot-buttons">
        <button
          type="button"
          className="button"
          disabled={!canUndo}
          title={`${words.publish.undo} (Z)`}
          onClick={decider.undo}
        >
          <Undo2 aria-hidden />
          <span className="light-word">{words.publish.undo}</span>
          <kbd>Z</kbd>
        </button>
        <button type="button" className="button" onClick={() => nextUndecided(store)}>
          <SkipForward aria-hidden />
          {words.light.undecided}
          <kbd>U</kbd>
        </button>
      </div>
      <div className="light-foot-buttons light-views">
        {mode !== 'grid' && (
          <button
            type="button"
            className="button"
            aria-pressed={full}
            onClick={() => toggleZoom(store)}
          >
            <ZoomIn aria-hidden />
            {full ? words.light.fit : words.light.zoom}
          </button>
        )}
        <button
          type="button"
          className="button"
          title={`${mode === 'grid' ? words.light.large : words.light.grid} (⏎)`}
          onClick={() => toggleLarge(store)}
        >
          {mode === 'grid' ? <Maximize aria-hidden /> : <Grid3x3 aria-hidden />}
          <span className="light-word">
            {mode === 'grid' ? words.light.large : words.light.grid}
          </span>
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={mode === 'compare'}
          onClick={() => toggleCompare(store)}
        >
          <Columns2 aria-hidden />
          {words.light.compare}
          <kbd>C</kbd>
        </button>
      </div>
    </footer>
  );
}

function Amounts() {
  const words = useWords().light;
  const format = useFormat();
  const shown = useSelect((state) => selectOrder(state).length);
  const known = useSelect((state) => state.shots.strip.length);
  const all = useSelect((state) => state.status?.counts.seen ?? 0);
  const loading = useSelect(selectIsLoading);
  const targets = useSelect((state) => selectTargets(state).length);
  return (
    <output className="light-amounts">
      {words.shown(format.count(shown), format.count(Math.max(all, known)))}
      {targets > 1 && <strong>{words.selected(format.count(targets))}</strong>}
      {loading && <span className="secondary">{words.loading(format.count(known))}</span>}
    </output>
  );
}
