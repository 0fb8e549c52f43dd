/** How one photo gives way to the next. */
export type Transition = 'fade' | 'slide' | 'cut';

const REDUCED = '(prefers-reduced-motion: reduce)';
/** A page that nobody sees paints and moves nothing: what waits for it goes on after this. */
const PATIENCE_MS = 500;

/** What is to be done at all on this screen. */
export function allowed(transition: Transition): Transition {
  return document.hidden || window.matchMedia(REDUCED).matches ? 'cut' : transition;
}

/** Resolves when two frames have been painted: by then a new picture is on the graphics card. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(timer);
        resolve();
      }),
    );
  });
}

/** A movement under way. */
export interface Motion {
  /** Resolves when it is over, by itself or by `end`. */
  over: Promise<void>;
  end: () => void;
}

/**
 * Moves the outgoing slide off the one that lies beneath it. Only opacity and transform: the
 * compositor does that by itself, whatever the page is doing.
 */
export function move(
  outgoing: Element,
  incoming: Element,
  { transition, ms }: { transition: Transition; ms: number },
): Motion {
  if (transition === 'cut') return { over: Promise.resolve(), end: () => undefined };
  const how = { duration: ms, easing: 'ease-in-out', fill: 'both' as const };
  const animations =
    transition === 'fade'
      ? [outgoing.animate([{ opacity: 1 }, { opacity: 0 }], how)]
      : [
          outgoing.animate([{ transform: 'none' }, { transform: 'translateX(-100%)' }], how),
          incoming.animate([{ transform: 'translateX(100%)' }, { transform: 'none' }], how),
        ];
  return lasting(animations, ms + PATIENCE_MS);
}

/** The first slide comes out of the black. */
export function appear(incoming: Element, ms: number): Motion {
  const how = { duration: ms, easing: 'ease-out' };
  return lasting([incoming.animate([{ opacity: 0 }, { opacity: 1 }], how)], ms + PATIENCE_MS);
}

function lasting(animations: readonly Animation[], patienceMs: number): Motion {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    end = () => {
      clearTimeout(timer);
      resolve();
    };
    animations[0]?.addEventListener('finish', end);
  });
  return {
    over,
    end() {
      end();
      for (const animation of animations) animation.cancel();
    },
  };
}
