import { createStore, type Store } from '../../gallery/page/store.ts';

/** Keeps a list that grows at its foot at the foot, or the reader where they are in it. */
export interface EndKeeper {
  isAtEnd: Store<boolean, boolean>;
  /** For `ref`. */
  attach: (box: HTMLElement | null) => void;
  /** The content may have changed, and nothing has been painted yet. @param first what it begins with. */
  settle: (first: unknown) => void;
  goToEnd: () => void;
}

/** A finger is never quite still. */
const NEAR_END_PX = 60;

export function createEndKeeper(): EndKeeper {
  const isAtEnd = createStore<boolean, boolean>(true, (_, next) => next);
  let box: HTMLElement | null = null;
  let began: unknown;
  /** Of what is in sight, from the foot of the list: what comes in above does not change it. */
  let fromEnd = 0;

  function look(): void {
    if (box === null) return;
    fromEnd = box.scrollHeight - box.scrollTop;
    isAtEnd.take(fromEnd - box.clientHeight < NEAR_END_PX);
  }

  function goToEnd(): void {
    box?.scrollTo({ top: box.scrollHeight, behavior: 'instant' });
  }

  return {
    isAtEnd,
    attach(element) {
      box?.removeEventListener('scroll', look);
      box = element;
      if (box === null) return;
      box.addEventListener('scroll', look, { passive: true });
      // The keyboard scrolls what has the focus.
      box.tabIndex = 0;
    },
    settle(first) {
      const hasOlder = first !== began;
      began = first;
      if (isAtEnd.get()) goToEnd();
      else if (hasOlder && box !== null) box.scrollTop = box.scrollHeight - fromEnd;
    },
    goToEnd,
  };
}
