import { backToLive, goTo, goToOldest, showAttention } from '../../app/actions.ts';
import type { App } from '../../app/context.tsx';
import type { Shortcut } from './shortcut.ts';

/** Keys where the last shot is looked at. */
export const TETHER: readonly Shortcut[] = [
  { name: 'older', keys: ['ArrowLeft'], shown: '←', run: ({ store }) => goTo(store, -1) },
  { name: 'newer', keys: ['ArrowRight'], shown: '→', run: ({ store }) => goTo(store, 1) },
  { name: 'oldest', keys: ['Home'], run: ({ store }) => goToOldest(store) },
  { name: 'live', keys: ['End'], run: ({ store }) => backToLive(store) },
  { name: 'retry', keys: ['r'], run: () => press('R') },
  { name: 'pause', keys: ['b'], run: () => press('B') },
  { name: 'attention', keys: ['n'], run: ({ store }) => showAttention(store) },
  { name: 'recipe', keys: ['e'], run: ({ recipeEditor }) => recipeEditor.toggle() },
  { name: 'escape', keys: ['Escape'], shown: 'Esc', run: escape },
];

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
