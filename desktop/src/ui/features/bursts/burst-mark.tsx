import { Layers } from 'lucide-react';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { selectPlace } from '../light-table/selectors.ts';
import './bursts.css';

/** On a frame of a burst: how many lie under it, or which of them it is. */
export function BurstMark({ id }: { id: string }) {
  const words = useWords().light;
  const format = useFormat();
  const count = useSelect((state) => selectPlace(state, id)?.burst.length ?? 0);
  const index = useSelect((state) => selectPlace(state, id)?.index ?? 0);
  const isClosed = useSelect((state) => selectPlace(state, id)?.isClosed ?? false);
  if (count === 0) return null;
  const [place, all] = [format.count(index + 1), format.count(count)];
  return (
    <span
      className={isClosed ? 'burst-mark is-closed' : 'burst-mark'}
      title={words.burst(place, all)}
    >
      <Layers aria-hidden />
      {isClosed ? all : `${place}/${all}`}
    </span>
  );
}
