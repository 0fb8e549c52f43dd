import { useEffect, useState } from 'preact/hooks';

/** A finger is never quite still. */
const DEADBAND_PX = 8;
/** So near to the top nothing is gained by folding. */
const TOP_PX = 64;

/** So long the page may still be moved by itself after another list was opened. */
const ARRIVING_MS = 400;

/**
 * Whether the header is out of the way: while the page is scrolled down, until it is scrolled up.
 *
 * @param list another number for another list of photos: it begins with the header in sight.
 */
export function useFolded(list: number): boolean {
  const [isFolded, setFolded] = useState(false);
  useEffect(() => {
    const openedAt = performance.now();
    let turnedAt = window.scrollY;
    setFolded(false);
    const look = (): void => {
      const { scrollY } = window;
      const moved = scrollY - turnedAt;
      if (scrollY <= TOP_PX || performance.now() - openedAt < ARRIVING_MS) setFolded(false);
      else if (Math.abs(moved) < DEADBAND_PX) return;
      else setFolded(moved > 0);
      turnedAt = scrollY;
    };
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [list]);
  return isFolded;
}
