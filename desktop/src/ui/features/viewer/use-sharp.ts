import { useCallback, useState } from 'react';

/** Long edge of the grid rendition by the default recipe; beyond it a larger one shows more. */
const GRID_EDGE = 1080;

/** Whether an element has more pixels (of the screen) than the grid rendition fills. */
export function useSharp() {
  const [sharp, setSharp] = useState(false);
  const ref = useCallback((element: HTMLElement) => {
    const observer = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect();
      setSharp(Math.max(width, height) * devicePixelRatio > GRID_EDGE);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, sharp };
}
