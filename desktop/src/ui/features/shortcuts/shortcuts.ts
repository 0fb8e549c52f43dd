import type { App } from '../../app/context.tsx';
import { DECIDING } from './deciding.ts';
import { EVERYWHERE } from './everywhere.ts';
import { LIGHT } from './light.ts';
import type { Press, Shortcut } from './shortcut.ts';
import { TETHER } from './tether.ts';

/** What of a key press tells which shortcut it is. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** All keys that do something where a person is; the same list that `?` shows. */
export function shortcutsOf(app: Pick<App, 'store'>): readonly Shortcut[] {
  const { on } = app.store.get().light;
  return [...(on ? LIGHT : TETHER), ...DECIDING, ...EVERYWHERE];
}

/** The shortcut that was pressed; undefined: none, the key is the page's own. */
export function shortcutFor(
  app: Pick<App, 'store'>,
  event: KeyPress,
): { shortcut: Shortcut; press: Press } | undefined {
  if (event.altKey) return undefined;
  const key = keyOf(event);
  const shortcut = shortcutsOf(app).find(({ keys }) => keys.includes(key));
  return shortcut && { shortcut, press: { key, shift: event.shiftKey } };
}

function keyOf({ key, ctrlKey, metaKey }: KeyPress): string {
  const plain = key.length === 1 ? key.toLowerCase() : key;
  return ctrlKey || metaKey ? `Ctrl+${plain}` : plain;
}

/** How a shortcut is written in a list. */
export function shownKey({ keys, shown }: Shortcut): string {
  return shown ?? (keys[0] ?? '').toUpperCase();
}
