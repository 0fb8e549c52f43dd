import { useSelect } from '../../app/context.tsx';
import { selectCursorShot } from './selectors.ts';
import { Strip } from './strip.tsx';
import { ZoomPane } from './zoom-pane.tsx';

/** One shot large, the others of the filter below it. */
export function Large() {
  const shot = useSelect(selectCursorShot);
  return (
    <>
      <div className="light-panes">{shot && <ZoomPane shot={shot} />}</div>
      <Strip />
    </>
  );
}
