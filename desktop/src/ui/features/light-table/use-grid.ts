import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useApp, useSelect } from '../../app/context.tsx';
import { reuse } from '../../app/state/reuse.ts';
import { change } from './actions.ts';
import {
  gridLayout,
  gridWindow,
  scrollToFrame,
  type GridLayout,
  type GridWindow,
} from './grid-layout.ts';
import { createHaste } from './haste.ts';
import { placeOf } from './selection.ts';
import { selectOrder } from './selectors.ts';

interface View {
  layout: GridLayout;
  window: GridWindow;
}

/**
 * Draws the part of the grid that is in view; keeps what is looked at where it is when frames come
 * in before it, and moves only as far as the cursor needs.
 *
 * @param cursor the frame at the cursor; undefined: there is none.
 */
export function useGrid(order: readonly string[], cursor: string | undefined) {
  const { store } = useApp();
  const size = useSelect((state) => state.light.size);
  const scroller = useRef<HTMLDivElement | null>(null);
  const [view, setView] = useState<View | null>(null);
  /** The first frame in view, and how much of it is above the edge. */
  const anchor = useRef<{ id: string; above: number } | null>(null);
  const [haste] = useState(createHaste);
  const count = order.length;

  const measure = useCallback(() => {
    const { current } = scroller;
    if (!current) return;
    const layout = gridLayout(current.clientWidth, size);
    const next = gridWindow(layout, current.scrollTop, current.clientHeight, count);
    setView((before) => reuse(before, { layout, window: next }));
    if (store.get().light.columns !== layout.columns) change(store, { columns: layout.columns });
    const row = Math.floor(current.scrollTop / layout.height);
    const id = order[row * layout.columns];
    anchor.current =
      id === undefined ? null : { id, above: current.scrollTop - row * layout.height };
  }, [count, order, size, store]);

  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current) return;
    const { columns, height } = gridLayout(current.clientWidth, size);
    const kept = anchor.current;
    if (kept) {
      current.scrollTop = Math.floor(placeOf(order, kept.id) / columns) * height + kept.above;
    }
    measure();
  }, [measure, order, size]);

  const layout = view?.layout;
  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current || !layout || cursor === undefined) return;
    const place = placeOf(selectOrder(store.get()), cursor);
    const { scrollTop, clientHeight } = current;
    current.scrollTop = scrollToFrame(layout, place, scrollTop, clientHeight);
    // Only another frame at the cursor moves the grid: scrolling away from it is allowed.
  }, [cursor, layout, store]);

  useEffect(() => {
    const observer = new ResizeObserver(measure);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [measure]);

  const onScroll = useCallback(() => {
    const { current } = scroller;
    if (current) haste.scrolled(current.scrollTop, current.clientHeight, performance.now());
    measure();
  }, [haste, measure]);
  useEffect(() => () => haste.stop(), [haste]);

  return { ref: scroller, view, haste, onScroll };
}
