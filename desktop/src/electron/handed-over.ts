import { statSync } from 'node:fs';
import path from 'node:path';
import { isLink } from './pair-link.ts';

/** What a start of the program, also a second one, was given to do. */
export interface HandedOver {
  links: string[];
  /** Absolute paths of folders that are there. */
  folders: string[];
}

/** More was not meant: a whole disk selected in a file manager, say. */
const MOST = 10;

/**
 * Reads a command line: links, and folders that were dropped on the program's icon. Options and
 * what Chromium adds to a second start are passed over.
 *
 * @param args without the program itself.
 * @param folder that relative paths begin in.
 */
export function readArguments(args: readonly string[], folder: string): HandedOver {
  const named = args.filter((arg) => arg !== '' && !arg.startsWith('-'));
  return {
    links: named.filter(isLink).slice(0, MOST),
    folders: named
      .filter((arg) => !isLink(arg))
      .map((arg) => path.resolve(folder, arg))
      .filter(isFolder)
      .slice(0, MOST),
  };
}

export function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    // Not there, or not to be read: no hot folder either way.
    return false;
  }
}
