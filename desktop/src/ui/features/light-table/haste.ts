/** Faster than this many views in a second nobody looks at single pictures. */
const FAST_VIEWS = 2;
/** So long after the last fast movement pictures are loaded again. */
const CALM_MS = 120;

/** Whether the grid is being scrolled too fast for its pictures to be worth loading. */
export interface Haste {
  /** The grid is now there; `at` in milliseconds. */
  scrolled(top: number, viewHeight: number, at: number): void;
  get: () => boolean;
  /** Returns how to stop listening. */
  subscribe: (listener: () => void) => () => void;
  stop(): void;
}

export function createHaste(): Haste {
  const listeners = new Set<() => void>();
  let last = { top: 0, at: Number.NEGATIVE_INFINITY };
  let isFast = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function become(fast: boolean): void {
    if (fast === isFast) return;
    isFast = fast;
    for (const listener of listeners) listener();
  }

  return {
    scrolled(top, viewHeight, at) {
      const seconds = (at - last.at) / 1000;
      const views = Math.abs(top - last.top) / Math.max(1, viewHeight);
      last = { top, at };
      // The first event after a rest says nothing of speed: it may be a jump to a place.
      if (seconds > CALM_MS / 1000 || views / Math.max(seconds, 0.001) < FAST_VIEWS) return;
      become(true);
      clearTimeout(timer);
      timer = setTimeout(() => become(false), CALM_MS);
    },
    get: () => isFast,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => clearTimeout(timer),
  };
}

/** For strips, where all pictures are loaded. */
export const NO_HASTE: Haste = {
  scrolled: () => {},
  get: () => false,
  subscribe: () => () => {},
  stop: () => {},
};
