import { useEffect, useState } from 'preact/hooks';

/** A finger is never quite still. */
const DEADBAND_PX = 8;
/** So near to the top nothing is gained by folding. */
const TOP_PX = 64;

/**
 * Whether the header is out of the way: while the page is scrolled down, until it is scrolled up.
 *
 * @param list another number for another list of photos: it begins with the header in sight.
 * @param putAt where the page has put itself: that is nobody's scrolling.
 */
export function useFolded(list: number, putAt: () => number): boolean {
  const [isFolded, setFolded] = useState(false);
  useEffect(() => {
    let turnedAt = window.scrollY;
    setFolded(false);
    const look = (): void => {
      const { scrollY } = window;
      const moved = scrollY - turnedAt;
      const isPut = Math.abs(scrollY - putAt()) < 1;
      if (scrollY <= TOP_PX) setFolded(false);
      else if (Math.abs(moved) < DEADBAND_PX) return;
      else if (!isPut) setFolded(moved > 0);
      turnedAt = scrollY;
    };
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [list, putAt]);
  return isFolded;
}
