import { useEffect, useRef, type MouseEvent } from 'react';
import { useApp, useSelect, useWords } from '../../app/context.tsx';
import { changeFilter, openLarge, pickFrame } from './actions.ts';
import { Cell } from './cell.tsx';
import { gridHeight, type Area } from './grid-layout.ts';
import type { Reach } from './selection.ts';
import { selectCursor, selectOrder } from './selectors.ts';
import { NO_FILTER } from './state.ts';
import { useDrag } from './use-drag.ts';
import { useGrid } from './use-grid.ts';
import './grid.css';

/** All frames that the filter lets through; only those in view exist. */
export function Grid() {
  const words = useWords().light;
  const order = useSelect(selectOrder);
  const cursor = useSelect(selectCursor);
  const selected = useSelect((state) => state.light.selected);
  const { ref, view, haste, onScroll } = useGrid(order, cursor);
  const content = useRef<HTMLOListElement>(null);
  const { area, handlers } = useDrag(content, view?.layout);
  const picking = usePicking();
  // Who goes from frame to frame with the keys takes the focus along.
  useEffect(() => {
    if (!content.current?.contains(document.activeElement)) return;
    content.current
      .querySelector<HTMLElement>(`[data-shot="${cursor}"]`)
      ?.focus({ preventScroll: true });
  }, [cursor]);
  const { first, end } = view?.window ?? { first: 0, end: 0 };
  return (
    <div className="light-grid" ref={ref} onScroll={onScroll} tabIndex={-1}>
      {order.length === 0 && <Nothing />}
      <ol
        ref={content}
        className="light-frames"
        aria-label={words.label}
        style={{ height: view ? gridHeight(view.layout, order.length) : 0 }}
        {...picking}
        {...handlers}
      >
        {view &&
          order
            .slice(first, end)
            .map((id, offset) => (
              <Cell
                key={id}
                id={id}
                place={first + offset}
                of={order.length}
                layout={view.layout}
                haste={haste}
                atCursor={id === cursor}
                selected={selected.has(id)}
              />
            ))}
        {area && <Band area={area} />}
      </ol>
    </div>
  );
}

/** One listener for all frames: thousands of them come and go. */
function usePicking() {
  const { store } = useApp();
  const idAt = (target: EventTarget): string | undefined =>
    target instanceof Element
      ? target.closest<HTMLElement>('[data-shot]')?.dataset['shot']
      : undefined;
  return {
    onClick: (event: MouseEvent) => {
      const id = idAt(event.target);
      if (id !== undefined) pickFrame(store, id, reachOf(event));
    },
    onDoubleClick: (event: MouseEvent) => {
      const id = idAt(event.target);
      if (id !== undefined) openLarge(store, id);
    },
  };
}

function reachOf({ shiftKey, ctrlKey, metaKey }: MouseEvent): Reach {
  if (shiftKey) return 'range';
  return ctrlKey || metaKey ? 'toggle' : 'only';
}

function Band({ area: { x0, y0, x1, y1 } }: { area: Area }) {
  return (
    <li
      aria-hidden
      className="light-band"
      style={{
        left: Math.min(x0, x1),
        top: Math.min(y0, y1),
        width: Math.abs(x1 - x0),
        height: Math.abs(y1 - y0),
      }}
    />
  );
}

function Nothing() {
  const { store } = useApp();
  const words = useWords();
  const loaded = useSelect((state) => state.shotsLoaded);
  const isEmpty = useSelect((state) => state.shots.strip.length === 0);
  if (!loaded) return <p className="light-nothing secondary">{words.viewer.loading}</p>;
  return (
    <p className="light-nothing secondary">
      {isEmpty ? words.strip.empty : words.light.none}
      {!isEmpty && (
        <button type="button" className="button" onClick={() => changeFilter(store, NO_FILTER)}>
          {words.light.showAll}
        </button>
      )}
    </p>
  );
}
