import { join } from 'node:path';
import { systemCode } from '../disk/system-error.ts';
import type { Candidate, FileSignature } from '../settle/outcome.ts';
import { createAttention } from './attention.ts';
import { createCadence } from './cadence.ts';
import { createHints, type Hints, type OpenWatcher } from './hints.ts';
import { isIgnoredPath } from './ignored.ts';
import { identifyRoot, troubleState, watchingState, type HotFolderState } from './root.ts';
import { scanTree, stateOf } from './scan.ts';
import { createSightings } from './sightings.ts';

export interface HotFolderOptions {
  id: string;
  /** Absolute path; need not exist yet. */
  root: string;
  /** The recorded state of a path inside the hot folder; the same state is not reported. */
  known: (path: string) => FileSignature | undefined;
  /** A file that is new or has changed. */
  onCandidate: (candidate: Candidate) => void;
  /** A file that `known` has was deleted or moved away. */
  onGone?: (path: string) => void;
  /** Told once at the start and on every change. */
  onState: (state: HotFolderState) => void;
  /** For network shares, whose events do not arrive: only search. */
  polling?: boolean;
  /** Epoch milliseconds. */
  clock?: () => number;
  /** One system watcher for all folders below; default by platform. */
  recursive?: boolean;
  openWatcher?: OpenWatcher;
}

export interface HotFolderWatch {
  /** Searches all of the folder now. */
  rescan(): Promise<void>;
  /** Nothing is reported after this; resolves when nothing is open any more. */
  stop(): Promise<void>;
}

/** Milliseconds between two looks at whether the hot folder is still there. */
const BEAT = 1000;

/**
 * Watches a hot folder: what is in it and what comes, at any depth. The system's events say where
 * to look; scans, at the start, when the folder comes back and now and then, are the truth.
 */
export function watchHotFolder(options: HotFolderOptions): HotFolderWatch {
  const { id, root, known, onCandidate, onGone, clock = Date.now } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = () => signal.aborted;
  const cadence = createCadence();
  const sightings = createSightings({ id, root, known, onCandidate, onGone, signal });
  const work = new Set<Promise<void>>();
  /** Null: there is no hot folder at the moment. */
  let identity: string | null = null;
  let hints: Hints | null = null;
  let exhausted: string | null = null;
  let state: HotFolderState | null = null;
  let timer: NodeJS.Timeout | undefined;
  /** Beats and scans of the whole folder happen one after the other, … */
  let rounds: Promise<void> = Promise.resolve();
  /** … and so do scans of folders that appeared. */
  let arrivals: Promise<void> = Promise.resolve();

  const attention = createAttention({
    look: (path, at) => own(look(path, at)),
    onOverflow: () => cadence.soon(),
    clock,
  });
  const isPolling = () => options.polling === true || exhausted !== null;

  /** Keeps a promise for `stop` to wait for. An error that nobody expected stays unhandled. */
  function own(promise: Promise<void>): void {
    const settled = promise.finally(() => work.delete(settled));
    work.add(settled);
  }

  function say(next: HotFolderState): void {
    if (stopped() || (state?.state === next.state && state.message === next.message)) return;
    state = next;
    options.onState(next);
  }

  function beat(): void {
    rounds = beatAfter(rounds);
    own(rounds);
  }

  async function beatAfter(before: Promise<void>): Promise<void> {
    await before;
    await round(false);
    if (!stopped()) timer = setTimeout(beat, BEAT);
  }

  /** One look at the root, and what follows from it. */
  async function round(forced: boolean): Promise<void> {
    if (stopped()) return;
    try {
      const found = await identifyRoot(root);
      if (found !== identity) attach(found);
      const kind = forced ? 'full' : cadence.due(performance.now(), isPolling());
      if (kind !== null) await scan(kind);
    } catch (error) {
      if (stopped()) return;
      const code = systemCode(error);
      if (code === null) throw error;
      detach();
      say(troubleState(code));
    }
  }

  /** Another folder stands at the path: nothing that was seen before holds for it. */
  function attach(found: string): void {
    detach();
    identity = found;
    cadence.soon();
    if (options.polling === true) return;
    const { recursive, openWatcher } = options;
    hints = createHints({
      root,
      onHint,
      onExhausted: (code) => {
        exhausted = code;
      },
      ...(recursive === undefined ? {} : { recursive }),
      ...(openWatcher === undefined ? {} : { openWatcher }),
    });
  }

  function detach(): void {
    identity = null;
    hints?.close();
    hints = null;
    attention.stop();
    sightings.clear();
  }

  function onHint(path: string | null): void {
    if (path === null) cadence.soon();
    else if (!isIgnoredPath(path)) attention.draw(path);
  }

  async function look(path: string, at: number): Promise<void> {
    try {
      const stats = await stateOf(join(root, path));
      if (stopped() || identity === null) return;
      if (stats === null) await vanished(path);
      else if (stats.isFile()) sightings.saw(path, stats, at);
      else if (stats.isDirectory() && hints?.cover(path) === true) arrive(path);
    } catch (error) {
      unreadable(error);
    }
  }

  /** What it is that may not be read, and what to say of it, is found out by a scan. */
  function unreadable(error: unknown): void {
    if (stopped()) return;
    if (systemCode(error) === null) throw error;
    cadence.soon();
  }

  async function vanished(path: string): Promise<void> {
    if (hints?.uncover(path) === true) cadence.soon();
    // A drive that is pulled takes all its files away, and none of them was deleted.
    else if (sightings.has(path) && (await identifyRoot(root)) === identity) sightings.missed(path);
  }

  /** A folder was made or moved in: it may have been filled before it was watched. */
  function arrive(folder: string): void {
    arrivals = arrivals.then(() => scanArrival(folder));
    own(arrivals);
  }

  async function scanArrival(from: string): Promise<void> {
    try {
      await scanTree({
        root,
        from,
        signal,
        onFolder: (path) => hints?.cover(path),
        wants: () => true,
        onFile: (path, stats) => stats && sightings.saw(path, stats, clock()),
        onRefused: () => cadence.soon(),
      });
    } catch (error) {
      unreadable(error);
    }
  }

  async function scan(kind: 'full' | 'names'): Promise<void> {
    const began = performance.now();
    const seen = new Set<string>();
    const folders = new Set<string>();
    const refused: string[] = [];
    exhausted = null;
    cadence.begin(kind);
    await scanTree({
      root,
      from: '',
      signal,
      onFolder: (path) => {
        folders.add(path);
        hints?.cover(path);
      },
      wants: (path) => kind === 'full' || !sightings.has(path),
      onFile: (path, stats) => {
        seen.add(path);
        if (stats !== null) sightings.saw(path, stats, clock());
      },
      onRefused: (path) => refused.push(path),
    });
    hints?.retain(folders);
    if ((await identifyRoot(root)) === identity) await sightings.compare(seen, refused);
    const now = performance.now();
    cadence.end(kind, now, now - began, isPolling());
    say(watchingState({ exhausted, refused }));
  }

  beat();
  return {
    rescan() {
      rounds = rounds.then(() => round(true));
      own(rounds);
      return rounds;
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      attention.stop();
      hints?.close();
      hints = null;
      await Promise.all(work);
    },
  };
}
