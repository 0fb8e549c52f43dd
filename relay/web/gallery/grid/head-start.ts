/** So many pictures share the line until the first one is on the screen. */
const FIRST = 2;
/** A gallery without photos, or a line on which none arrives: nothing waits longer. */
const PATIENCE_MS = 5_000;

/** The first picture has been painted, or there will not be one soon. */
export interface HeadStart {
  /**
   * Begins to load a picture: at once, or once the first one is there. On a slow line twenty at a
   * time would all be late; two are soon, and the others follow.
   *
   * @returns how to give the turn up again, begun or not.
   */
  take: (begin: () => void) => () => void;
  /** A picture has been painted, or could not be had: from now on nobody waits. */
  end: () => void;
  ended: Promise<void>;
}

export function createHeadStart(patienceMs = PATIENCE_MS): HeadStart {
  let isOver = false;
  let underWay = 0;
  const waiting = new Set<() => void>();
  let tell: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const timer = setTimeout(end, patienceMs);

  function end(): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    for (const begin of waiting) begin();
    waiting.clear();
    tell();
  }

  function next(): void {
    const [begin] = waiting;
    if (isOver || begin === undefined || underWay >= FIRST) return;
    waiting.delete(begin);
    underWay += 1;
    begin();
  }

  return {
    take(begin) {
      if (isOver) {
        begin();
        return () => undefined;
      }
      waiting.add(begin);
      next();
      return () => {
        if (waiting.delete(begin) || isOver) return;
        underWay -= 1;
        next();
      };
    },
    end,
    ended,
  };
}

/** Of this page. */
export const headStart = createHeadStart();
