import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Keys } from '../select/selection.ts';

interface TapListener {
  /** With the mouse. `onTick`: on the mark that selects without letting go of the others. */
  onClick: (id: string, keys: Keys, onTick: boolean) => void;
  /** With a finger. */
  onTap: (id: string, onTick: boolean) => void;
  onHold: (id: string) => void;
  onOpen: (id: string) => void;
  /** Beside every photo. */
  onNothing: () => void;
  isOver: () => boolean;
}

const HOLD_MS = 450;
/** A finger that goes further scrolls. */
const MOVES = 10;

/** Clicks, taps and long presses on photos of a grid; each has its id in `data-id`. */
export function useTaps(place: { current: HTMLElement | null }, listener: TapListener): void {
  const newestRef = useRef(listener);
  useLayoutEffect(() => {
    newestRef.current = listener;
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let holding: ReturnType<typeof setTimeout> | undefined;
    let touch: { x: number; y: number } | null = null;
    let isTouch = false;
    let wasHeld = false;

    const idAt = (event: Event): string | null =>
      event.target instanceof Element
        ? (event.target.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? null)
        : null;
    const isOnTick = (event: Event): boolean =>
      event.target instanceof Element && event.target.closest('.cell-tick') !== null;
    const letGo = (): void => clearTimeout(holding);
    const onDown = (event: PointerEvent): void => {
      isTouch = event.pointerType !== 'mouse';
      wasHeld = false;
      const id = idAt(event);
      if (!isTouch || id === null) return;
      touch = { x: event.clientX, y: event.clientY };
      holding = setTimeout(() => {
        wasHeld = true;
        newestRef.current.onHold(id);
      }, HOLD_MS);
    };
    const onMove = (event: PointerEvent): void => {
      if (touch === null) return;
      if (Math.hypot(event.clientX - touch.x, event.clientY - touch.y) > MOVES) letGo();
    };
    const onClick = (event: MouseEvent): void => {
      letGo();
      const id = idAt(event);
      if (newestRef.current.isOver() || wasHeld) return;
      if (id === null) return newestRef.current.onNothing();
      const keys = { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey };
      if (isTouch) newestRef.current.onTap(id, isOnTick(event));
      else newestRef.current.onClick(id, keys, isOnTick(event));
    };
    const onDouble = (event: MouseEvent): void => {
      const id = idAt(event);
      if (id !== null && !isTouch && !isOnTick(event)) newestRef.current.onOpen(id);
    };
    // A long press opens the browser's menu about the picture.
    const onMenu = (event: Event): void => {
      if (isTouch && idAt(event) !== null) event.preventDefault();
    };
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', letGo);
    element.addEventListener('pointercancel', letGo);
    element.addEventListener('click', onClick);
    element.addEventListener('dblclick', onDouble);
    element.addEventListener('contextmenu', onMenu);
    return () => {
      letGo();
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', letGo);
      element.removeEventListener('pointercancel', letGo);
      element.removeEventListener('click', onClick);
      element.removeEventListener('dblclick', onDouble);
      element.removeEventListener('contextmenu', onMenu);
    };
  }, [place]);
}
