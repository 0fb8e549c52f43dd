import type { Tabs } from '../../client/page-auth.ts';
import { browserTabs } from './tabs.ts';

/** What the stores want to know of where they run; outside of a browser nothing of it happens. */
export interface Surroundings {
  tabs: Tabs | null;
  /** Whether anybody can see the page. */
  isVisible: () => boolean;
  /** Calls when the page is shown again or the network has come back; returns how to stop. */
  onAwake: (listener: () => void) => () => void;
}

/** Those of a page, or of a program without one. */
export function surroundings(): Surroundings {
  if (typeof document === 'undefined') {
    return { tabs: null, isVisible: () => true, onAwake: () => () => undefined };
  }
  return { tabs: browserTabs(), isVisible: () => !document.hidden, onAwake };
}

function onAwake(listener: () => void): () => void {
  const shown = (): void => {
    if (!document.hidden) listener();
  };
  document.addEventListener('visibilitychange', shown);
  globalThis.addEventListener('online', listener);
  return () => {
    document.removeEventListener('visibilitychange', shown);
    globalThis.removeEventListener('online', listener);
  };
}
