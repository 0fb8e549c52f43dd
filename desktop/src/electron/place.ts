import type { Rectangle } from 'electron';

/** Where the window was and how large, as `getNormalBounds` says it; in pixels of the layout. */
export interface Place {
  bounds: Rectangle;
  maximized: boolean;
}

/** As BrowserWindow takes it: without `x` and `y` the system chooses, which is the middle. */
export type Opening = { width: number; height: number } | Rectangle;

export const MIN_SIZE = { width: 800, height: 560 };
const USUAL_SIZE = { width: 1440, height: 900 };

/** So much of the title bar must be on a display that the window can be taken hold of. */
const GRIP = { width: 160, height: 32 };

/**
 * Where the window opens: where it was, unless the display it was on is gone or has become smaller.
 *
 * @param areas what of each display programs may use, the main one first.
 */
export function opening(before: Place | null, areas: readonly Rectangle[]): Opening {
  const [main] = areas;
  if (before === null) return within(USUAL_SIZE, main);
  const { bounds } = before;
  const area = areas.find((candidate) => canBeGripped(bounds, candidate));
  if (!area) return within(bounds, main);
  const { width, height } = within(bounds, area);
  return {
    width,
    height,
    x: Math.round(Math.min(Math.max(bounds.x, area.x), area.x + area.width - width)),
    y: Math.round(Math.min(Math.max(bounds.y, area.y), area.y + area.height - height)),
  };
}

function within(
  { width, height }: { width: number; height: number },
  area: Rectangle | undefined,
): { width: number; height: number } {
  return {
    width: Math.max(MIN_SIZE.width, Math.min(width, area?.width ?? width)),
    height: Math.max(MIN_SIZE.height, Math.min(height, area?.height ?? height)),
  };
}

function canBeGripped(bounds: Rectangle, area: Rectangle): boolean {
  const right = Math.min(bounds.x + bounds.width, area.x + area.width);
  const across = right - Math.max(bounds.x, area.x);
  const bottom = Math.min(bounds.y + GRIP.height, area.y + area.height);
  const down = bottom - Math.max(bounds.y, area.y);
  return across >= GRIP.width && down >= GRIP.height / 2;
}
