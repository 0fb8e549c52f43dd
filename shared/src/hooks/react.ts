import {
  createContext,
  createElement,
  useContext,
  useEffect,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { bindHooks } from './bind.ts';
import type { PictureLive } from './live.ts';
import type { Store } from './store.ts';

const Live = createContext<PictureLive | null>(null);

/** Gives the components below one connection to the relay. */
export function PictureLiveProvider(props: { live: PictureLive; children?: ReactNode }): ReactNode {
  return createElement(Live.Provider, { value: props.live }, props.children);
}

/** The store's present value; the component renders again when it changes. */
export function useStore<State>({ subscribe, get }: Store<State>): State {
  return useSyncExternalStore(subscribe, get, get);
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
