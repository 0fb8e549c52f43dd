import type { ShellApp } from './api.ts';
import { isFolder, readArguments, type HandedOver } from './handed-over.ts';

/** What the program is given from outside, kept until somebody can take it. */
export interface Inbox {
  /** Hands on what has come, and from now on whatever comes. */
  open(take: (given: HandedOver) => void): void;
}

/** More than this waits for nobody. */
const MOST_WAITING = 10;

/**
 * Listens to a second start, and on macOS to links and to what is dropped on the icon. To be called
 * before Electron is ready, because macOS tells at once what it started the program for.
 *
 * @param first what this start was given.
 */
export function createInbox(app: ShellApp, first: HandedOver): Inbox {
  const waiting: HandedOver[] = [first];
  let take = (given: HandedOver): void => {
    if (waiting.length < MOST_WAITING) waiting.push(given);
  };

  app.on('second-instance', (_event, [, ...args], folder) => take(readArguments(args, folder)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    take({ links: [link], folders: [] });
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    take({ links: [], folders: isFolder(file) ? [file] : [] });
  });

  return {
    open(taker) {
      take = taker;
      for (const given of waiting.splice(0)) taker(given);
    },
  };
}
