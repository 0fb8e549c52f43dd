import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Box } from './cells.ts';

/** Less than this is a click with an unsteady hand. */
const BEGINS_AT = 6;
/** So close to the edge of the window the page scrolls along, and so far with each frame. */
const EDGE = { within: 56, by: 14 };

interface Listener {
  onBegin: (isAdding: boolean) => void;
  onDraw: (box: Box) => void;
}

/**
 * A rectangle that is drawn with the mouse over an element, in its coordinates, so that it grows
 * when the page scrolls. Returns it while it is drawn, and whether the click that follows is its end.
 */
export function useRectangle(
  place: { current: HTMLElement | null },
  listener: Listener,
): { box: Box | null; hasJustDrawn: () => boolean } {
  const [box, setBox] = useState<Box | null>(null);
  const newestRef = useRef(listener);
  useLayoutEffect(() => {
    newestRef.current = listener;
  });
  const drawnAtRef = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let start: { x: number; y: number; isAdding: boolean } | null = null;
    let pointer = { x: 0, y: 0 };
    let isDrawing = false;
    let frame = 0;

    const inElement = ({ x, y }: { x: number; y: number }) => {
      const { left, top } = element.getBoundingClientRect();
      return { x: x - left, y: y - top };
    };
    const draw = (): void => {
      if (start === null) return;
      const end = inElement(pointer);
      const next = {
        left: Math.min(start.x, end.x),
        right: Math.max(start.x, end.x),
        top: Math.min(start.y, end.y),
        bottom: Math.max(start.y, end.y),
      };
      setBox(next);
      newestRef.current.onDraw(next);
    };
    const scroll = (): void => {
      const isAbove = pointer.y < EDGE.within;
      if (isAbove || pointer.y > innerHeight - EDGE.within) {
        scrollBy(0, isAbove ? -EDGE.by : EDGE.by);
        draw();
      }
      frame = requestAnimationFrame(scroll);
    };
    const onDown = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      const at = inElement({ x: event.clientX, y: event.clientY });
      start = { ...at, isAdding: event.ctrlKey || event.metaKey || event.shiftKey };
    };
    const onMove = (event: PointerEvent): void => {
      if (start === null) return;
      pointer = { x: event.clientX, y: event.clientY };
      const { x, y } = inElement(pointer);
      if (!isDrawing && Math.hypot(x - start.x, y - start.y) < BEGINS_AT) return;
      if (!isDrawing) {
        isDrawing = true;
        newestRef.current.onBegin(start.isAdding);
        frame = requestAnimationFrame(scroll);
      }
      event.preventDefault();
      draw();
    };
    const onUp = (): void => {
      if (isDrawing) drawnAtRef.current = performance.now();
      [start, isDrawing] = [null, false];
      cancelAnimationFrame(frame);
      setBox(null);
    };
    element.addEventListener('pointerdown', onDown);
    document.addEventListener('pointermove', onMove);
    document.addEventListener('pointerup', onUp);
    document.addEventListener('pointercancel', onUp);
    return () => {
      onUp();
      element.removeEventListener('pointerdown', onDown);
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('pointerup', onUp);
      document.removeEventListener('pointercancel', onUp);
    };
  }, [place]);
  // A click comes with the end of the drawing, within the same moment.
  return { box, hasJustDrawn: () => performance.now() - drawnAtRef.current < 80 };
}
