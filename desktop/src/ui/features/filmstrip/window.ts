/** Width of a frame with the gap after it, in CSS pixels; the style sheet agrees. */
export const FRAME_STEP = 128;
/** Frames drawn beyond each edge, so that a quick scroll does not show blanks. */
const SPARE = 4;

/** The part of a strip that is drawn: frames `first` up to but not including `end`. */
export interface FrameWindow {
  first: number;
  end: number;
}

/** Which frames of `count` are in view or near it. */
export function frameWindow(scrollLeft: number, width: number, count: number): FrameWindow {
  const first = Math.max(0, Math.floor(scrollLeft / FRAME_STEP) - SPARE);
  const end = Math.min(count, Math.ceil((scrollLeft + width) / FRAME_STEP) + SPARE);
  return { first: Math.min(first, end), end };
}

/** Where to scroll so that a frame is wholly in view, moving as little as possible. */
export function scrollToShow(index: number, scrollLeft: number, width: number): number {
  const left = index * FRAME_STEP;
  const right = left + FRAME_STEP;
  if (left < scrollLeft) return left;
  return right > scrollLeft + width ? right - width : scrollLeft;
}
