import { join } from 'node:path';
import type { Stats } from 'node:fs';
import type { Candidate, FileSignature } from '../settle/outcome.ts';
import { signatureOf } from '../disk/signature.ts';
import { systemCode } from '../disk/system-error.ts';
import { createAttention } from './attention.ts';
import { createHints, type Hints } from './hints.ts';
import { isIgnoredPath } from './ignored.ts';
import { createReports } from './reports.ts';
import { identifyRoot, troubleState, watchingState, type HotFolderState } from './root.ts';
import { scanTree, stateOf } from './scan.ts';

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
}

export interface HotFolderWatch {
  /** Searches all of the folder now. */
  rescan(): Promise<void>;
  /** Nothing is reported after this; resolves when nothing is open any more. */
  stop(): Promise<void>;
}

/** Milliseconds between two looks at whether the hot folder is still there. */
const BEAT = 1000;
/** Shortest time between two full scans, with and without events in between. */
const SCAN_REST = 30_000;
const POLL_SCAN_REST = 10_000;
const MAX_SCAN_REST = 300_000;
/** A scan is followed by at least so many times its own duration of rest: at most 1 % of a core. */
const REST_PER_WORK = 100;
/** The same state of a file is reported again after this, if the ledger still lacks it. */
const REMIND = 120_000;

/**
 * Watches a hot folder: what is in it and what comes, at any depth. The system's events say where
 * to look; scans, at the start, when the folder comes back and now and then, are the truth.
 */
export function watchHotFolder(options: HotFolderOptions): HotFolderWatch {
  const { root, onGone, onState, clock = Date.now } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = () => signal.aborted;
  const reports = createReports(options.known, REMIND);
  const work = new Set<Promise<void>>();
  let present = new Set<string>();
  /** Null: there is no hot folder at the moment. */
  let identity: string | null = null;
  let hints: Hints | null = null;
  let exhausted: string | null = null;
  let state: HotFolderState | null = null;
  let scanWanted = true;
  let nextFullScan = 0;
  let nextNameScan = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Beats and scans of the whole folder happen one after the other, … */
  let rounds: Promise<void> = Promise.resolve();
  /** … and so do scans of folders that appeared. */
  let arrivals: Promise<void> = Promise.resolve();

  const attention = createAttention({
    look: (path, at) => own(look(path, at)),
    onOverflow: scanSoon,
    clock,
  });

  /** Keeps a promise for `stop` to wait for. An error that nobody expected stays unhandled. */
  function own(promise: Promise<void>): void {
    const settled = promise.finally(() => work.delete(settled));
    work.add(settled);
  }

  function scanSoon(): void {
    scanWanted = true;
  }

  function say(next: HotFolderState): void {
    if (stopped()) return;
    if (state?.state === next.state && state.message === next.message) return;
    state = next;
    onState(next);
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
      const now = performance.now();
      if (forced || scanWanted || now >= nextFullScan) await scan(true);
      else if (isPolling() && now >= nextNameScan) await scan(false);
    } catch (error) {
      if (stopped()) return;
      const code = systemCode(error);
      if (code === null) throw error;
      detach();
      say(troubleState(code));
    }
  }

  const isPolling = () => options.polling === true || exhausted !== null;

  /** Another folder stands at the path: nothing that was seen before holds for it. */
  function attach(found: string): void {
    detach();
    identity = found;
    scanSoon();
    if (options.polling === true) return;
    hints = createHints({
      root,
      onHint,
      onExhausted: (code) => {
        exhausted = code;
      },
      ...(options.recursive === undefined ? {} : { recursive: options.recursive }),
    });
  }

  function detach(): void {
    identity = null;
    hints?.close();
    hints = null;
    attention.stop();
    reports.clear();
    present.clear();
  }

  function onHint(path: string | null): void {
    if (path === null) scanSoon();
    else if (!isIgnoredPath(path)) attention.draw(path);
  }

  async function look(path: string, at: number): Promise<void> {
    try {
      const stats = await stateOf(join(root, path));
      if (stopped() || identity === null) return;
      if (stats === null) return await vanished(path);
      if (stats.isFile()) report(path, stats, at);
      else if (stats.isDirectory() && hints?.cover(path) === true) arrive(path);
    } catch (error) {
      if (systemCode(error) === null) throw error;
      // What it is that may not be read, and what to say of it, is found out by a scan.
      scanSoon();
    }
  }

  /** A folder was made or moved in: it may have been filled before it was watched. */
  function arrive(folder: string): void {
    arrivals = arrivals.then(() => scanFolder(folder));
    own(arrivals);
  }

  async function scanFolder(folder: string): Promise<void> {
    try {
      await scanTree({
        root,
        from: folder,
        signal,
        onFolder: (path) => hints?.cover(path),
        wants: () => true,
        onFile: (path, stats) => stats && report(path, stats, clock()),
        onRefused: scanSoon,
      });
    } catch (error) {
      if (stopped()) return;
      if (systemCode(error) === null) throw error;
      scanSoon();
    }
  }

  function report(path: string, stats: Stats, seenAt: number): void {
    if (stopped()) return;
    present.add(path);
    const due = reports.isDue(path, signatureOf(stats));
    if (due === 'no') return;
    const candidate = { hotFolderId: options.id, path, absolutePath: join(root, path), seenAt };
    options.onCandidate(due === 'rewritten' ? { ...candidate, rewritten: true } : candidate);
  }

  async function vanished(path: string): Promise<void> {
    if (hints?.uncover(path) === true) return scanSoon();
    if (!present.has(path)) return;
    // A drive that is pulled takes all its files away, and none of them was deleted.
    const found = await identifyRoot(root);
    if (found === identity) gone(path);
  }

  function gone(path: string): void {
    present.delete(path);
    reports.forget(path);
    if (!stopped() && options.known(path) !== undefined) onGone?.(path);
  }

  /** Searches the whole folder; `full`: asks known names for their state as well. */
  async function scan(full: boolean): Promise<void> {
    const began = performance.now();
    const seen = new Set<string>();
    const folders = new Set<string>();
    const refused: string[] = [];
    exhausted = null;
    if (full) scanWanted = false;
    await scanTree({
      root,
      from: '',
      signal,
      onFolder: (path) => {
        folders.add(path);
        hints?.cover(path);
      },
      wants: (path) => full || !present.has(path),
      onFile: (path, stats) => {
        seen.add(path);
        if (stats !== null) report(path, stats, clock());
      },
      onRefused: (path) => refused.push(path),
    });
    hints?.retain(folders);
    await compare(seen, refused);
    say(watchingState({ exhausted, refused }));
    rest(full, performance.now() - began);
  }

  /** Finds out what is no longer there. */
  async function compare(seen: ReadonlySet<string>, refused: readonly string[]): Promise<void> {
    const missed = [...present].filter((path) => !seen.has(path));
    if (missed.length === 0 || (await identifyRoot(root)) !== identity) return;
    for (const path of missed) {
      if (refused.some((folder) => path.startsWith(`${folder}/`))) continue;
      // It may have come after the scan had passed its folder.
      if ((await stateOf(join(root, path))) === null) gone(path);
    }
  }

  function rest(full: boolean, took: number): void {
    const now = performance.now();
    const needed = Math.min(took * REST_PER_WORK, MAX_SCAN_REST);
    if (full) nextFullScan = now + Math.max(needed, isPolling() ? POLL_SCAN_REST : SCAN_REST);
    nextNameScan = now + Math.max(needed, BEAT);
  }

  beat();
  return {
    rescan() {
      const done = rounds.then(() => round(true));
      rounds = done;
      own(done);
      return done;
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
