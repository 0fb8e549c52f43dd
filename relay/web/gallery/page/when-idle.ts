/** Where the browser cannot say when it is idle (Safari): after the next few frames, for so long. */
const PAUSE_MS = 50;
const SLICE_MS = 4;

/**
 * Calls back when the page has nothing better to do.
 *
 * @param work may go on for as long as `hasTime` says so.
 */
export function whenIdle(work: (hasTime: () => boolean) => void): void {
  if ('requestIdleCallback' in window) {
    requestIdleCallback((deadline) => work(() => deadline.timeRemaining() > 1));
    return;
  }
  setTimeout(() => {
    const start = performance.now();
    work(() => performance.now() - start < SLICE_MS);
  }, PAUSE_MS);
}
