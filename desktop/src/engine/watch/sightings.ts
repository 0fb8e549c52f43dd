import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { signatureOf } from '../disk/signature.ts';
import type { Candidate, FileSignature } from '../settle/outcome.ts';
import { createReports } from './reports.ts';
import { stateOf } from './scan.ts';

export interface SightingsOptions {
  id: string;
  root: string;
  /** See `HotFolderOptions`. */
  known: (path: string) => FileSignature | undefined;
  onCandidate: (candidate: Candidate) => void;
  onGone: ((path: string) => void) | undefined;
  /** Nothing is told after this. */
  signal: AbortSignal;
}

/** What has been seen of a hot folder. */
export interface Sightings {
  has(path: string): boolean;
  /** A regular file was seen. */
  saw(path: string, stats: Stats, at: number): void;
  /** A file is no longer there. */
  missed(path: string): void;
  /** A scan saw exactly these files, and nothing of the folders that were refused. */
  compare(seen: ReadonlySet<string>, refused: readonly string[]): Promise<void>;
  /** Another folder stands in its place. */
  clear(): void;
}

/** The same state of a file is reported again after this, if the ledger still lacks it. */
const REMIND = 120_000;

export function createSightings(options: SightingsOptions): Sightings {
  const { id, root, known, onCandidate, onGone, signal } = options;
  const reports = createReports(known, REMIND);
  const present = new Set<string>();

  function missed(path: string): void {
    if (!present.delete(path)) return;
    reports.forget(path);
    if (!signal.aborted && known(path) !== undefined) onGone?.(path);
  }

  return {
    has: (path) => present.has(path),
    saw(path, stats, at) {
      if (signal.aborted) return;
      present.add(path);
      const due = reports.isDue(path, signatureOf(stats));
      if (due === 'no') return;
      const candidate = { hotFolderId: id, path, absolutePath: join(root, path), seenAt: at };
      onCandidate(due === 'rewritten' ? { ...candidate, rewritten: true } : candidate);
    },
    missed,
    async compare(seen, refused) {
      for (const path of present) {
        if (seen.has(path) || refused.some((folder) => path.startsWith(`${folder}/`))) continue;
        // It may have come after the scan had passed its folder.
        if ((await stateOf(join(root, path))) === null) missed(path);
      }
    },
    clear() {
      present.clear();
      reports.clear();
    },
  };
}
