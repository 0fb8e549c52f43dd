import { useEffect } from 'react';
import { shortcutFor } from '../features/shortcuts/shortcuts.ts';
import type { App } from './context.tsx';

/** The keyboard of the whole page. Keys that go into a field stay there, but for Escape. */
export function useKeys(app: App): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || belongsTo(event.target, event.key)) return;
      const found = shortcutFor(app, event);
      if (!found) return;
      event.preventDefault();
      found.shortcut.run(app, found.press);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [app]);
}

/** Whether what has the focus does something of its own with a key. */
function belongsTo(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element) || key === 'Escape') return false;
  if (target.closest('input, select, textarea') !== null) return true;
  return (key === 'Enter' || key === ' ') && target.closest('button:not(.cell-button), a') !== null;
}
