import { watch, type FSWatcher } from 'node:fs';
import { basename, join } from 'node:path';
import { systemCode } from '../disk/system-error.ts';

/*
 * Events of the system, taken as hints where to look.
 *
 * They come from `fs.watch` itself: chokidar opens a watcher for every file (10,000 files: 139 MB
 * and 0.7 s of CPU, and as many open files on macOS, which runs out of them) and asks a folder's
 * every file for its state whenever one arrives. One watcher per folder tells as much.
 */

/** The part of `fs.watch` that is used. */
export type OpenWatcher = (
  path: string,
  options: { recursive: boolean },
  listener: (event: string, name: string | null) => void,
) => FSWatcher;

export interface HintOptions {
  root: string;
  /** Something happened at this path inside the root; null: it is not known where. */
  onHint: (path: string | null) => void;
  /** The system has no more watchers (error code): events are incomplete from now on. */
  onExhausted: (code: string) => void;
  /** One watcher sees all folders below (macOS, Windows); default by platform. */
  recursive?: boolean;
  openWatcher?: OpenWatcher;
}

export interface Hints {
  /**
   * Watches a folder (path inside the root, '' for the root). False: it was watched already, so
   * that nothing in it can have been missed.
   */
  cover(folder: string): boolean;
  /** A folder is gone, and with it those below. True: it was watched. */
  uncover(folder: string): boolean;
  /** Stops watching all folders but these. */
  retain(folders: ReadonlySet<string>): void;
  close(): void;
}

export function createHints(options: HintOptions): Hints {
  const { root, onHint, onExhausted, openWatcher = watch } = options;
  const { recursive = process.platform === 'darwin' || process.platform === 'win32' } = options;
  /** Null: seen by the watcher of the root. */
  const covered = new Map<string, FSWatcher | null>();

  function cover(folder: string): boolean {
    if (covered.has(folder)) return false;
    if (recursive && folder !== '') covered.set(folder, null);
    else open(folder);
    return true;
  }

  function open(folder: string): void {
    try {
      const watcher = openWatcher(join(root, folder), { recursive }, (event, name) => {
        heard(folder, event, name);
      });
      watcher.on('error', () => lost(folder));
      covered.set(folder, watcher);
    } catch (error) {
      const code = systemCode(error);
      if (code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE') onExhausted(code);
      // Whatever else is wrong with a folder, reading it finds out and says so.
      else if (code === null) throw error;
    }
  }

  function heard(folder: string, event: string, name: string | null): void {
    if (name === null) return onHint(folder === '' ? null : folder);
    // Of a folder that was itself deleted or moved away inotify tells the folder's own name; its
    // watcher is of no more use. Where the event is about an entry of that name, it comes back.
    if (event === 'rename' && name === basename(join(root, folder))) return lost(folder);
    const path = process.platform === 'win32' ? name.replaceAll('\\', '/') : name;
    onHint(folder === '' ? path : `${folder}/${path}`);
  }

  function lost(folder: string): void {
    drop(folder);
    onHint(folder === '' ? null : folder);
  }

  function drop(folder: string): void {
    covered.get(folder)?.close();
    covered.delete(folder);
  }

  return {
    cover,
    uncover(folder) {
      const was = covered.has(folder);
      const below = [...covered.keys()].filter((path) => path.startsWith(`${folder}/`));
      for (const path of was ? [folder, ...below] : below) drop(path);
      return was;
    },
    retain(folders) {
      for (const folder of covered.keys()) if (!folders.has(folder)) drop(folder);
    },
    close() {
      for (const folder of covered.keys()) drop(folder);
    },
  };
}
