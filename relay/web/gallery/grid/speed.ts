interface Mark {
  /** Milliseconds. */
  at: number;
  /** CSS pixels from the top of the page. */
  y: number;
}

/** How fast the page is scrolled. */
export interface Speedometer {
  /** The page is at `y` now. */
  note: (at: number, y: number) => void;
  /** CSS pixels in a millisecond, in either direction. */
  speed: () => number;
}

/** One frame that took long is no rest: it would start the loading that makes the next one long. */
const OVER_MS = 250;

/** Measures over the last quarter of a second. */
export function createSpeedometer(): Speedometer {
  let marks: Mark[] = [];
  return {
    note(at, y) {
      // The last one before the stretch is where it began.
      const begin = marks.findLastIndex((mark) => mark.at <= at - OVER_MS);
      marks = [...marks.slice(Math.max(0, begin)), { at, y }];
    },
    speed() {
      const [first] = marks;
      const last = marks.at(-1);
      if (first === undefined || last === undefined || last.at === first.at) return 0;
      return Math.abs(last.y - first.y) / (last.at - first.at);
    },
  };
}
