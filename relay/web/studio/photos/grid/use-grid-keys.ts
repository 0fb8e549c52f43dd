import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Keys } from '../select/selection.ts';

export interface GridKeys {
  columns: number;
  onStep: (steps: number, keys: Keys) => void;
  onToggle: () => void;
  onOpen: () => void;
  onAll: () => void;
  onClear: () => void;
  onDelete: () => void;
}

/** What the keyboard does while nothing else has it: no field, no dialog, no menu. */
export function useGridKeys(given: GridKeys): void {
  const newestRef = useRef(given);
  useLayoutEffect(() => {
    newestRef.current = given;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !isOurs(event.target)) return;
      if (doKey(newestRef.current, event)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isOurs(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return false;
  return (
    target === document.body || (target instanceof Element && target.closest('.grid') !== null)
  );
}

function doKey(keys: GridKeys, event: KeyboardEvent): boolean {
  const { columns } = keys;
  const held = { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey };
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: Number.MIN_SAFE_INTEGER,
    End: Number.MAX_SAFE_INTEGER,
  };
  const by = steps[event.key];
  const isInGrid = event.target instanceof Element && event.target.closest('.grid') !== null;
  if (by !== undefined) {
    // Without a photo in hand the arrows scroll the page.
    if (isInGrid) keys.onStep(by, held);
    return isInGrid;
  }
  if (event.key.toLowerCase() === 'a' && held.toggle) keys.onAll();
  else if (event.key === 'Escape') keys.onClear();
  else if (event.key === 'Delete' || event.key === 'Backspace') keys.onDelete();
  else if (event.key === 'Enter' && isInGrid) keys.onOpen();
  else if (event.key === ' ' && isInGrid) keys.onToggle();
  else return false;
  return true;
}
