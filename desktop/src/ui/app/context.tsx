import { createContext, use, useSyncExternalStore } from 'react';
import type { Decider } from '../features/publish/decider.ts';
import type { EngineLink } from './engine-link.ts';
import type { UiState } from './state/state.ts';
import type { Store } from './state/store.ts';
import type { Language } from './words/index.ts';

/** What every part of the page may use. */
export interface App {
  store: Store;
  engine: EngineLink;
  decider: Decider;
  language: Language;
  panel: PanelControl;
  recipeEditor: Switch;
}

/** The small windows over the page; at most one is open. */
export type PanelName = 'share' | 'keys' | 'settings' | 'history' | 'numbers' | 'messages';

export interface PanelControl {
  open: PanelName | null;
  toggle: (panel: PanelName) => void;
  close: () => void;
}

export interface Switch {
  on: boolean;
  toggle: () => void;
}

export const AppContext = createContext<App | null>(null);

/** @throws outside of the page, which is a fault of ours. */
export function useApp(): App {
  const app = use(AppContext);
  if (!app) throw new Error('This is not inside the app.');
  return app;
}

/** A part of the state; draws again only when `select` gives another object. */
export function useSelect<T>(select: (state: UiState) => T): T {
  const { store } = useApp();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

export function useWords() {
  return useApp().language.words;
}

export function useFormat() {
  return useApp().language.format;
}
