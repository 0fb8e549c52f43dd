import { useCallback, useState } from 'react';

/** The size of an element in CSS pixels, as it changes; null before it is known. */
export function useBox() {
  const [box, setBox] = useState<{ width: number; height: number } | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      setBox({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, box };
}
