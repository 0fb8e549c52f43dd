import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { signatureOf } from '../../disk/signature.ts';
import type { Candidate, FileSignature } from '../../settle/outcome.ts';
import type { HotFolderState } from '../root.ts';
import { stateOf } from '../scan.ts';
import { watchHotFolder, type HotFolderOptions, type HotFolderWatch } from '../watch.ts';

/** A real hot folder that is watched, and what was told of it; all of it anew for each test. */
export interface Watching {
  /** Holds the hot folder. */
  base: string;
  root: string;
  watch: HotFolderWatch | undefined;
  candidates: Candidate[];
  goners: string[];
  states: HotFolderState[];
  start(options?: Partial<HotFolderOptions>): void;
  put(path: string, content?: string): Promise<void>;
  /** Remembers files as the ledger does once they are dealt with. */
  dealtWith(...paths: string[]): Promise<void>;
  paths(): string[];
  seen(...expected: string[]): Promise<void>;
  watching(): Promise<void>;
}

export const until = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 10 });

/** For the tests of a file; what they start is stopped. */
export function setWatching(): Watching {
  let known = new Map<string, FileSignature>();
  const stage: Watching = {
    base: '',
    root: '',
    watch: undefined,
    candidates: [],
    goners: [],
    states: [],
    start(options = {}) {
      stage.watch = watchHotFolder({
        id: 'folder',
        root: stage.root,
        known: (path) => known.get(path),
        onCandidate: (candidate) => stage.candidates.push(candidate),
        onGone: (path) => stage.goners.push(path),
        onState: (state) => stage.states.push(state),
        ...options,
      });
    },
    async put(path, content = path) {
      await mkdir(dirname(join(stage.root, path)), { recursive: true });
      await writeFile(join(stage.root, path), content);
    },
    async dealtWith(...paths) {
      for (const path of paths) {
        const stats = await stateOf(join(stage.root, path));
        if (stats !== null) known.set(path, signatureOf(stats));
      }
    },
    paths: () => [...new Set(stage.candidates.map(({ path }) => path))].toSorted(),
    seen: (...expected) => until(() => expect(stage.paths()).toEqual(expected.toSorted())),
    watching: () => until(() => expect(stage.states.at(-1)?.state).toBe('watching')),
  };
  beforeEach(async () => {
    stage.base = await mkdtemp(join(tmpdir(), 'watch-'));
    stage.root = join(stage.base, 'hot folder');
    await mkdir(stage.root);
    stage.candidates = [];
    stage.goners = [];
    stage.states = [];
    known = new Map();
  });
  afterEach(async () => {
    await stage.watch?.stop();
    await rm(stage.base, { recursive: true, force: true });
  });
  return stage;
}
