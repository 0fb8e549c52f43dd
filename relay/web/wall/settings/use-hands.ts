import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** What hands on mouse, keyboard or screen want of the wall. */
export interface Hands {
  /** Somebody is there: the pointer is seen, and the settings are. */
  isAwake: boolean;
  sleep: () => void;
}

export interface Shortcuts {
  fullScreen: () => void;
  pause: () => void;
  next: () => void;
}

/** Without a movement for so long, hands are off. */
const ASLEEP_AFTER_MS = 4_000;

/** Wakes with the mouse, a key or a touch, and goes to sleep by itself. */
export function useHands(shortcuts: Shortcuts): Hands {
  const [isAwake, setAwake] = useState(false);
  const timerRef = useRef<ReturnType<typeof setTimeout>>(undefined);

  const sleep = useCallback(() => {
    clearTimeout(timerRef.current);
    setAwake(false);
  }, []);

  useEffect(() => {
    function wake(): void {
      setAwake(true);
      clearTimeout(timerRef.current);
      timerRef.current = setTimeout(() => {
        // Somebody is about to choose: the settings wait.
        if (document.querySelector('.settings :focus-visible, .settings:hover') !== null) wake();
        else setAwake(false);
      }, ASLEEP_AFTER_MS);
    }
    // Browsers report a movement when something appears under a mouse that lies still.
    const onMove = ({ movementX, movementY }: PointerEvent): void => {
      if (movementX !== 0 || movementY !== 0) wake();
    };
    const onTap = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse') wake();
    };
    const onDoubleClick = (event: MouseEvent): void => {
      if (!isControl(event.target)) shortcuts.fullScreen();
    };
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') return sleep();
      const act = isControl(event.target) ? undefined : actionOf(event.key, shortcuts);
      if (act === undefined) return wake();
      event.preventDefault();
      act();
    }
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('pointermove', onMove, { signal });
    window.addEventListener('pointerdown', onTap, { signal });
    window.addEventListener('dblclick', onDoubleClick, { signal });
    window.addEventListener('keydown', onKey, { signal });
    return () => {
      stop.abort();
      clearTimeout(timerRef.current);
    };
  }, [shortcuts, sleep]);

  return { isAwake, sleep };
}

function actionOf(key: string, { fullScreen, pause, next }: Shortcuts): (() => void) | undefined {
  return { f: fullScreen, F: fullScreen, ' ': pause, ArrowRight: next }[key];
}

/** Keys and clicks there belong to what is being set. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.settings') !== null;
}
