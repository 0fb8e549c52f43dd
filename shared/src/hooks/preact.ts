import { createContext, createElement, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { bindHooks } from './bind.ts';
import type { PictureLive } from './live.ts';
import type { Store } from './store.ts';

const Live = createContext<PictureLive | null>(null);

/** Gives the components below one connection to the relay. */
export function PictureLiveProvider(props: {
  live: PictureLive;
  children?: ComponentChildren;
}): ComponentChildren {
  return createElement(Live.Provider, { value: props.live }, props.children);
}

/** The store's present value; the component renders again when it changes. */
export function useStore<State>(store: Store<State>): State {
  const [shown, setShown] = useState({ store, state: store.get() });
  useEffect(() => {
    const show = (): void =>
      setShown((before) =>
        before.store === store && Object.is(before.state, store.get())
          ? before
          : { store, state: store.get() },
      );
    const stop = store.subscribe(show);
    // It may have changed between the render and this effect.
    show();
    return stop;
  }, [store]);
  // Another store than the one that was listened to last: its own value, at once.
  return shown.store === store ? shown.state : store.get();
}

function useLiveHere(): PictureLive {
  const live = useContext(Live);
  if (live === null) throw new Error('There is no PictureLiveProvider above this component.');
  return live;
}

export const { useLive, useAuth, useSessions, useImages, useWebSocket, useNews } = bindHooks({
  useLive: useLiveHere,
  useStore,
  useEffect,
});
