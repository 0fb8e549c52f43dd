import { ArrowRightToLine } from 'lucide-react';
import { backToLive } from '../../app/actions.ts';
import { useApp, useFormat, useSelect, useWords } from '../../app/context.tsx';
import { selectGroup, selectLookedAt, selectNewerThanPicked } from '../../app/state/selectors.ts';
import { Begin } from './begin.tsx';
import { NoPicture } from './no-picture.tsx';
import { Picture } from './picture.tsx';
import { useSharp } from './use-sharp.ts';
import './viewer.css';

/** The last shot, large; or the one the person picked, with the way back. */
export function Viewer() {
  const words = useWords().viewer;
  const shot = useSelect(selectLookedAt);
  const loaded = useSelect((state) => state.shotsLoaded);
  const { ref, sharp } = useSharp();
  return (
    <main className="viewer" aria-label={words.label} ref={ref}>
      {shot?.hasPicture && <Picture shot={shot} sharp={sharp} />}
      {shot && !shot.hasPicture && <NoPicture shot={shot} />}
      {!shot && loaded && <Begin />}
      {!shot && !loaded && <p className="secondary viewer-loading">{words.loading}</p>}
      <BackToLive />
    </main>
  );
}

function BackToLive() {
  const { store } = useApp();
  const words = useWords().viewer;
  const format = useFormat();
  const picked = useSelect((state) => state.picked);
  const grouped = useSelect((state) => selectGroup(state) !== undefined);
  const newer = useSelect(selectNewerThanPicked);
  if (picked === null || grouped) return null;
  return (
    <button type="button" className="button back-to-live" onClick={() => backToLive(store)}>
      {newer > 0 && <strong>{words.newer(format.count(newer))}</strong>}
      {words.backToLive}
      <ArrowRightToLine aria-hidden />
    </button>
  );
}
