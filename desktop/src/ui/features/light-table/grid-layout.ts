import type { FrameSize } from './state.ts';

/** How frames lie in the grid, in CSS pixels; a frame's cell has its gap inside. */
export interface GridLayout {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** Frames `first` up to but not including `end`. */
export interface GridWindow {
  readonly first: number;
  readonly end: number;
}

/** A rectangle on the grid, its corners in any order. */
export interface Area {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const LEAST_WIDTH: Record<FrameSize, number> = { small: 128, medium: 192, large: 288 };
/** Name and state below the picture, and the gaps. */
const CAPTION = 40;
/** Rows drawn beyond each edge, so that a quick scroll does not show blanks. */
const SPARE_ROWS = 2;

/** @param width of the grid; a phone has at least two columns. */
export function gridLayout(width: number, size: FrameSize): GridLayout {
  const columns = Math.max(2, Math.floor(width / LEAST_WIDTH[size]));
  const cell = Math.max(1, Math.floor(width / columns));
  return { columns, width: cell, height: Math.round((cell * 2) / 3) + CAPTION };
}

/** Which frames of `count` are in view or near it. */
export function gridWindow(
  { columns, height }: GridLayout,
  scrollTop: number,
  viewHeight: number,
  count: number,
): GridWindow {
  const firstRow = Math.max(0, Math.floor(scrollTop / height) - SPARE_ROWS);
  const endRow = Math.ceil((scrollTop + viewHeight) / height) + SPARE_ROWS;
  const end = Math.min(count, endRow * columns);
  return { first: Math.min(firstRow * columns, end), end };
}

export function gridHeight({ columns, height }: GridLayout, count: number): number {
  return Math.ceil(count / columns) * height;
}

/** Where to scroll so that a frame is wholly in view, moving as little as possible. */
export function scrollToFrame(
  { columns, height }: GridLayout,
  index: number,
  scrollTop: number,
  viewHeight: number,
): number {
  const top = Math.floor(index / columns) * height;
  if (top < scrollTop) return top;
  return top + height > scrollTop + viewHeight ? top + height - viewHeight : scrollTop;
}

/** Indexes of the frames that an area touches, in order. */
export function framesIn(layout: GridLayout, area: Area, count: number): readonly number[] {
  const { columns, width, height } = layout;
  const column = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor(x / width)));
  const row = (y: number) => Math.max(0, Math.floor(y / height));
  const [left, right] = [column(Math.min(area.x0, area.x1)), column(Math.max(area.x0, area.x1))];
  const [top, bottom] = [row(Math.min(area.y0, area.y1)), row(Math.max(area.y0, area.y1))];
  const found: number[] = [];
  for (let at = top; at <= bottom; at += 1) {
    for (let beside = left; beside <= right; beside += 1) {
      const index = at * columns + beside;
      if (index < count) found.push(index);
    }
  }
  return found;
}
