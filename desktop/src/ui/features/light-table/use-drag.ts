import { useState, type PointerEvent, type RefObject } from 'react';
import { useApp } from '../../app/context.tsx';
import { framesIn, type Area, type GridLayout } from './grid-layout.ts';
import { withDragged } from './selection.ts';
import { selectOrder } from './selectors.ts';

/** Less than this is a click of an unsteady hand. */
const LEAST_DRAG = 6;

interface Drag {
  area: Area;
  before: ReadonlySet<string>;
  added: boolean;
}

/** Selects what a rectangle touches that is drawn with the mouse; with ctrl, cmd or shift adds it. */
export function useDrag(content: RefObject<HTMLElement | null>, layout: GridLayout | undefined) {
  const { store } = useApp();
  const [drag, setDrag] = useState<Drag | null>(null);

  function pointAt({ clientX, clientY }: PointerEvent): { x: number; y: number } {
    const box = content.current?.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  }

  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const { x, y } = pointAt(event);
    setDrag({
      area: { x0: x, y0: y, x1: x, y1: y },
      before: store.get().light.selected,
      added: event.ctrlKey || event.metaKey || event.shiftKey,
    });
  }

  function onPointerMove(event: PointerEvent): void {
    if (!drag || !layout) return;
    const { x, y } = pointAt(event);
    const area = { ...drag.area, x1: x, y1: y };
    if (!isDrag(drag.area) && !isDrag(area)) return;
    if (!isDrag(drag.area)) event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ ...drag, area });
    const state = store.get();
    const order = selectOrder(state);
    const ids = framesIn(layout, area, order.length).flatMap((index) => order[index] ?? []);
    store.dispatch({
      type: 'light',
      light: withDragged(state.light, ids, drag.before, drag.added),
    });
  }

  const stop = (): void => setDrag(null);
  return {
    /** What is being drawn; null: nothing. */
    area: drag && isDrag(drag.area) ? drag.area : null,
    handlers: { onPointerDown, onPointerMove, onPointerUp: stop, onPointerCancel: stop },
  };
}

function isDrag({ x0, y0, x1, y1 }: Area): boolean {
  return Math.hypot(x1 - x0, y1 - y0) >= LEAST_DRAG;
}
