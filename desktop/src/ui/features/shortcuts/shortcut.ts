import type { App } from '../../app/context.tsx';
import type { Words } from '../../app/words/index.ts';

/** A key and what it does. */
export interface Shortcut {
  /** Names its words in the list of keys. */
  readonly name: keyof Words['keys']['list'];
  /** As `KeyboardEvent.key` says them, letters in lower case; with `Ctrl+` also on a Mac's Cmd. */
  readonly keys: readonly string[];
  /** As they are written on the keyboard; left out: like the first of `keys`. */
  readonly shown?: string;
  readonly run: (app: App, press: Press) => void;
}

/** What a command may have to know of the key that was pressed. */
export interface Press {
  /** The one of `keys` that it was. */
  readonly key: string;
  readonly shift: boolean;
}
