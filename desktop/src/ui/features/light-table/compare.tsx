import type { ShotView } from '../../../bridge/contract.ts';
import { useApp, useSelect } from '../../app/context.tsx';
import { shotOf } from '../../app/state/shot-table.ts';
import { FrameCaption } from '../filmstrip/frame-parts.tsx';
import { changeSides } from './actions.ts';
import { selectCursorShot } from './selectors.ts';
import { Strip } from './strip.tsx';
import { ZoomPane } from './zoom-pane.tsx';

/** Two shots at the same place and zoom. The keys are about the one that is marked. */
export function Compare() {
  const { store } = useApp();
  const shot = useSelect(selectCursorShot);
  const rival = useSelect(({ light, shots }) =>
    light.rival === null ? undefined : shotOf(shots, light.rival),
  );
  const swapped = useSelect((state) => state.light.swapped);
  const both = [shot, rival].filter((one) => one !== undefined);
  return (
    <>
      <div className="light-panes">
        {(swapped ? both.toReversed() : both).map((one) => (
          <ComparePane
            key={one.id}
            shot={one}
            active={one === shot}
            onChoose={() => changeSides(store)}
          />
        ))}
      </div>
      <Strip />
    </>
  );
}

function ComparePane(props: { shot: ShotView; active: boolean; onChoose: () => void }) {
  const { shot, active, onChoose } = props;
  return (
    <section className="compare-pane" data-active={active} aria-label={shot.name}>
      <ZoomPane shot={shot} />
      <button type="button" className="compare-name" aria-pressed={active} onClick={onChoose}>
        <FrameCaption shot={shot} />
      </button>
    </section>
  );
}
