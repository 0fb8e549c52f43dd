import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { inSight, type Cells } from './cells.ts';

/** Beyond what is seen: half a screen of rows is there before it is scrolled to. */
const MARGIN = 400;

/** The width of an element, in CSS pixels; 0 until it is known. */
export function useWidth(place: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const measure = (): void => setWidth(element.clientWidth);
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    measure();
    return () => watching.disconnect();
  }, [place]);
  return width;
}

/** Which squares have to be there, while the page is scrolled. */
export function useRange(
  place: { current: HTMLElement | null },
  cells: Cells,
): { from: number; to: number } {
  const [range, setRange] = useState({ from: 0, to: 0 });
  const { columns, side, gap, count } = cells;
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const box = place.current?.getBoundingClientRect();
      if (box === undefined) return;
      const next = inSight({ columns, side, gap, count }, -box.top, innerHeight - box.top, MARGIN);
      setRange((now) => (now.from === next.from && now.to === next.to ? now : next));
    };
    const lookSoon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    addEventListener('scroll', lookSoon, { passive: true });
    addEventListener('resize', lookSoon);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', lookSoon);
      removeEventListener('resize', lookSoon);
    };
  }, [place, columns, side, gap, count]);
  return range;
}
