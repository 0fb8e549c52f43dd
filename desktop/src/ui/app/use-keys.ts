import { useEffect } from 'react';
import { backToLive, goTo, goToOldest, showAttention } from './actions.ts';
import type { App } from './context.tsx';

type Command = (app: App) => void;

const COMMANDS: Readonly<Record<string, Command>> = {
  ArrowLeft: ({ store }) => goTo(store, -1),
  ArrowRight: ({ store }) => goTo(store, 1),
  Home: ({ store }) => goToOldest(store),
  End: ({ store }) => backToLive(store),
  r: () => press('R'),
  t: () => press('T'),
  f: () => press('F'),
  b: () => press('B'),
  n: ({ store }) => showAttention(store),
  q: ({ panel }) => panel.toggle('share'),
  '?': ({ panel }) => panel.toggle('keys'),
  e: ({ recipeEditor }) => recipeEditor.toggle(),
  ',': ({ panel }) => panel.toggle('settings'),
  '/': ({ panel }) => panel.toggle('history'),
  '#': ({ panel }) => panel.toggle('numbers'),
  Escape: escape,
};

/** Closes one thing at a time, the uppermost first. */
function escape({ panel, recipeEditor, store }: App): void {
  if (panel.open !== null) panel.close();
  else if (recipeEditor.on) recipeEditor.toggle();
  else backToLive(store);
}

/** Presses the button that names this key, if it is there: it shows how it goes, and what fails. */
function press(key: string): void {
  document.querySelector<HTMLButtonElement>(`button[aria-keyshortcuts="${key}"]`)?.click();
}

/** The keyboard of the whole page. Keys that go into a field stay there, but for Escape. */
export function useKeys(app: App): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.key !== 'Escape' && isField(event.target)) return;
      const command = COMMANDS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!command) return;
      event.preventDefault();
      command(app);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [app]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea') !== null;
}
