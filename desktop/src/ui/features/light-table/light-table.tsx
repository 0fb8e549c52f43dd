import { useEffect } from 'react';
import { useApp, useSelect } from '../../app/context.tsx';
import { Compare } from './compare.tsx';
import { Grid } from './grid.tsx';
import { Large } from './large.tsx';
import { LightBar } from './light-bar.tsx';
import { LightFoot } from './light-foot.tsx';
import { selectIsLoading } from './selectors.ts';
import './light-table.css';

/** What one call gives. */
const PAGE = 500;
/** How often it is looked whether the next page can be asked for. */
const NEXT_PAGE_MS = 50;

/** All shots of the session, to be sorted with the keyboard or the mouse. */
export function LightTable() {
  const mode = useSelect((state) => state.light.mode);
  useAllShots();
  return (
    <main className="light">
      <LightBar />
      {mode === 'grid' && <Grid />}
      {mode === 'one' && <Large />}
      {mode === 'compare' && <Compare />}
      <LightFoot />
    </main>
  );
}

/** Loads older pages, one after the other, until all are there. */
function useAllShots(): void {
  const { engine } = useApp();
  const more = useSelect(selectIsLoading);
  useEffect(() => {
    if (!more) return undefined;
    const timer = setInterval(() => engine.loadOlder(PAGE), NEXT_PAGE_MS);
    return () => clearInterval(timer);
  }, [engine, more]);
}
