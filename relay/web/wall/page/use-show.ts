import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { toggleFullScreen } from '../screen/full-screen.ts';
import type { Show } from '../show/show.ts';
import type { Wall } from './wall.ts';

/** The show in its element, and what may be done with it. */
export function useShow(wall: Wall, hostRef: RefObject<HTMLElement | null>, isOpen: boolean) {
  const showRef = useRef<Show | null>(null);
  const [isPaused, setPaused] = useState(false);

  useEffect(() => {
    if (!isOpen || hostRef.current === null) return undefined;
    const started = wall.show(hostRef.current);
    showRef.current = started;
    const stopListening = wall.settings.subscribe(() => started.change(wall.settings.get()));
    return () => {
      stopListening();
      started.stop();
      showRef.current = null;
    };
  }, [wall, hostRef, isOpen]);
  useEffect(() => showRef.current?.pause(isPaused), [isPaused]);

  const shortcuts = useMemo(
    () => ({
      fullScreen: () => void toggleFullScreen(),
      pause: () => setPaused((before) => !before),
      next: () => showRef.current?.next(),
    }),
    [],
  );
  return { isPaused, shortcuts };
}
