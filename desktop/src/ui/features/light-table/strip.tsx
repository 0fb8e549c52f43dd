import { useCallback } from 'react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { Frame } from '../filmstrip/frame.tsx';
import { useFrameWindow } from '../filmstrip/use-frame-window.ts';
import { FRAME_STEP } from '../filmstrip/window.ts';
import { pickFrame } from './actions.ts';
import { placeOf } from './selection.ts';
import { selectCursor, selectOrder } from './selectors.ts';

/** The frames that the filter lets through, in a row below a large picture. */
export function Strip() {
  const { store } = useApp();
  const words = useWords().strip;
  const order = useSelect(selectOrder);
  const cursor = useSelect(selectCursor);
  const place = cursor === undefined ? -1 : placeOf(order, cursor);
  const { ref, view, onScroll } = useFrameWindow(order, place, false);
  const pick = useCallback((id: string) => pickFrame(store, id, 'only'), [store]);
  return (
    <section className="filmstrip" aria-label={words.label}>
      <div className="filmstrip-scroll" ref={ref} onScroll={onScroll} tabIndex={-1}>
        <ol className="filmstrip-frames" style={{ width: order.length * FRAME_STEP }}>
          {order.slice(view.first, view.end).map((id, offset) => (
            <Frame
              key={id}
              id={id}
              left={(view.first + offset) * FRAME_STEP}
              place={view.first + offset + 1}
              of={order.length}
              looked={id === cursor}
              onPick={pick}
            />
          ))}
        </ol>
      </div>
    </section>
  );
}
