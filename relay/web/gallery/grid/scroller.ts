import type { Photo } from '@picture-live/shared/protocol';
import { cellAt, cellsBetween, type GridLayout } from '../layout/grid-layout.ts';
import { createStore, type Store } from '../page/store.ts';
import { createSpeedometer } from './speed.ts';

/** The stretch of the grid to be filled, in CSS pixels from its top. */
export interface Stretch {
  from: number;
  to: number;
}

/** Knows where the page is scrolled to, and keeps there what the guest looks at. */
export interface Scroller {
  /** What is in sight and near it; changes in steps while the page is scrolled. */
  stretch: Store<Stretch, Stretch>;
  /** The grid is in the document now. Returns how to let go of it. */
  attach: (grid: HTMLElement) => () => void;
  /** The cells are in their new places, and nothing has been painted yet. */
  settle: (layout: GridLayout<Photo>, width: number) => void;
  /** Where the page was last put, by no hand but this, in CSS pixels. */
  putAt: () => number;
  /** The page has not been scrolled for a moment: what is in sight is being looked at. */
  isResting: () => boolean;
  /** It is scrolled so fast that nobody can see what passes. */
  isRacing: () => boolean;
  /** Brings a photo's cell into sight where it is not. */
  reveal: (photo: Photo) => void;
  /** Brings a photo's cell to `top` on the screen, in CSS pixels, as soon as it has its place. */
  goTo: (photo: Photo, top: number) => void;
  /** Brings a photo that is being added below the header, as soon as it has its place. */
  show: (photo: Photo) => void;
  /** Goes to the top as soon as the photos that are being added there have their places. */
  goToTop: () => void;
  /**
   * Other photos are on their way into the grid: nothing is to be kept in its place, and the page
   * begins with this one, or at its top.
   */
  restart: (photo: Photo | null) => void;
}

/** Scrolled less than this, a guest is at the top: new photos may appear. */
const TOP_PX = 40;
/** Screens made ready above and below the one in sight. */
const AHEAD = 1.25;
/** The stretch follows in steps, so that most scroll events cost nothing. */
const STEPS_PER_SCREEN = 3;
const RESTING_MS = 150;
/** Screens in a second: each photo is in sight for half of one. */
const RACING = 2;
/** Without a scroll event for this long the race is over. */
const RACE_OVER_MS = 100;

interface Anchor {
  photo: Photo;
  /** Top of its cell on the screen. */
  top: number;
}

/** @param onLeaveTop told, on every scroll event, whether the guest is away from the top. */
export function createScroller(onLeaveTop: (isAway: boolean) => void): Scroller {
  const stretch = createStore<Stretch, Stretch>(stretchAt(0, 0), (before, now) =>
    now.from === before.from && now.to === before.to ? before : now,
  );
  let grid: HTMLElement | null = null;
  let gridTop = 0;
  let layout: GridLayout<Photo> | null = null;
  let width = 0;
  /** The first photo on the screen; null at the top of the page. */
  let anchor: Anchor | null = null;
  let scrolledAt = -Infinity;
  const meter = createSpeedometer();
  let isGoingToTop = false;
  let putAt = -1;
  let goingTo: { photo: Photo; top: number } | null = null;

  function look(): void {
    const { scrollY } = window;
    stretch.take(stretchAt(scrollY, gridTop));
    const isAway = scrollY > TOP_PX;
    onLeaveTop(isAway);
    const edge = scrollY - gridTop;
    // The edge itself may lie above the first photo that is here.
    const [cell] =
      isAway && layout !== null ? cellsBetween(layout, edge, edge + window.innerHeight) : [];
    anchor = cell === undefined ? null : { photo: cell.photo, top: gridTop + cell.top - scrollY };
  }

  function put(top: number): void {
    window.scrollTo({ top, behavior: 'instant' });
    putAt = window.scrollY;
  }

  function onScroll(): void {
    scrolledAt = performance.now();
    meter.note(scrolledAt, window.scrollY);
    look();
  }

  function onResize(): void {
    const before = gridTop;
    gridTop = grid?.offsetTop ?? 0;
    // What is above the grid has grown or gone.
    if (anchor !== null && gridTop !== before) {
      put(window.scrollY + gridTop - before);
    }
    stretch.take(stretchAt(window.scrollY, gridTop));
  }

  function attach(element: HTMLElement): () => void {
    grid = element;
    onResize();
    look();
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('resize', onResize);
    const above = new ResizeObserver(onResize);
    if (element.parentElement !== null) above.observe(element.parentElement);
    return () => {
      above.disconnect();
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('resize', onResize);
    };
  }

  function settle(nextLayout: GridLayout<Photo>, nextWidth: number): void {
    // Gliding is for photos that arrive at the top: not for a phone that is turned, and not where
    // scrolling makes up for the change. Decided before anything here makes the browser lay out.
    grid?.classList.toggle('glides', anchor === null && nextWidth === width);
    layout = nextLayout;
    width = nextWidth;
    gridTop = grid?.offsetTop ?? 0;
    holdAnchor(layout);
    if (isGoingToTop) scrollToTop();
    isGoingToTop = false;
    arrive();
    stretch.take(stretchAt(window.scrollY, gridTop));
  }

  function arrive(): void {
    // Before the grid knows its width nothing has a place.
    if (goingTo === null || layout === null || width === 0) return;
    const cell = cellAt(layout, goingTo.photo);
    if (cell === undefined) return;
    put(gridTop + cell.top - goingTo.top);
    goingTo = null;
  }

  function holdAnchor(present: GridLayout<Photo>): void {
    const cell = anchor === null ? undefined : cellAt(present, anchor.photo);
    if (anchor === null || cell === undefined) return;
    const shift = gridTop + cell.top - anchor.top - window.scrollY;
    if (Math.abs(shift) >= 1) put(window.scrollY + shift);
  }

  function reveal(photo: Photo): void {
    const cell = layout === null ? undefined : cellAt(layout, photo);
    if (cell === undefined) return;
    const top = gridTop + cell.top - window.scrollY;
    if (top >= 0 && top + cell.height <= window.innerHeight) return;
    const shift = top - (window.innerHeight - cell.height) / 2;
    put(window.scrollY + shift);
  }

  return {
    stretch,
    attach,
    settle,
    putAt: () => putAt,
    isResting: () => performance.now() - scrolledAt > RESTING_MS,
    isRacing: () =>
      performance.now() - scrolledAt < RACE_OVER_MS &&
      meter.speed() * 1_000 > RACING * window.innerHeight,
    reveal,
    goTo(photo, top) {
      goingTo = { photo, top };
      arrive();
    },
    show(photo) {
      goingTo = { photo, top: headerHeight() };
    },
    goToTop() {
      isGoingToTop = true;
    },
    restart(photo) {
      anchor = null;
      layout = null;
      goingTo = photo === null ? null : { photo, top: headerHeight() };
      if (photo === null) put(0);
    },
  };
}

/** What the header covers of the screen's top. */
function headerHeight(): number {
  return document.querySelector('.header')?.getBoundingClientRect().height ?? 0;
}

/** Gently where that is a short way, at once where it is far or motion is not wanted. */
function scrollToTop(): void {
  const isFar = window.scrollY > 3 * window.innerHeight;
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  window.scrollTo({ top: 0, behavior: isFar || isStill ? 'instant' : 'smooth' });
}

function stretchAt(scrollY: number, gridTop: number): Stretch {
  const screen = window.innerHeight;
  const step = Math.max(1, Math.round(screen / STEPS_PER_SCREEN));
  const top = Math.floor(scrollY / step) * step - gridTop;
  return { from: top - screen * AHEAD, to: top + step + screen * (1 + AHEAD) };
}
