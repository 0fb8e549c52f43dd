import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { FRAME_STEP, frameWindow, scrollToShow, type FrameWindow } from './window.ts';

/** Older shots are asked for when fewer frames than this are left to scroll to. */
const LOAD_AHEAD = 20;
/** Space before the first frame and after the last one; the style sheet agrees. */
const SIDES = 16;

/**
 * Keeps the strip where it belongs: at its end while the newest is followed, around the picked
 * frame otherwise, and still where it is when older shots come in at its start.
 *
 * @param place index of the looked-at frame; -1 where it is not in the strip.
 * @param onNearStart told when few frames are left to scroll to.
 */
export function useFrameWindow(
  frames: readonly string[],
  place: number,
  follows: boolean,
  onNearStart?: () => void,
) {
  const scroller = useRef<HTMLDivElement | null>(null);
  const [view, setView] = useState<FrameWindow>({ first: 0, end: 0 });
  const oldest = useRef(frames[0]);
  const count = frames.length;

  const measure = useCallback(() => {
    const { current } = scroller;
    if (!current) return;
    const next = frameWindow(current.scrollLeft, current.clientWidth, count);
    setView((before) => (before.first === next.first && before.end === next.end ? before : next));
    if (next.first < LOAD_AHEAD) onNearStart?.();
  }, [count, onNearStart]);

  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current) return;
    const added = oldest.current === undefined ? -1 : frames.indexOf(oldest.current);
    oldest.current = frames[0];
    if (added > 0) current.scrollLeft += added * FRAME_STEP;
    if (follows) current.scrollLeft = current.scrollWidth;
    measure();
  }, [frames, follows, measure]);

  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current || follows || place === -1) return;
    const width = current.clientWidth - SIDES;
    current.scrollLeft = scrollToShow(place, current.scrollLeft, width);
    // Only a newly picked frame moves the strip: scrolling away from it is allowed.
  }, [place, follows]);

  useEffect(() => {
    const observer = new ResizeObserver(measure);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [measure]);

  return { ref: scroller, view, onScroll: measure };
}
