import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { watchHotFolder, type HotFolderOptions } from '../watch/watch.ts';
import type { Candidate, FileSignature, SettleOutcome } from '../settle/outcome.ts';
import { createSettler, type SettlerOptions } from '../settle/settler.ts';

/** What one path became, in order: the bytes of a complete file, else the kind of outcome. */
export type Fate = Buffer | Exclude<SettleOutcome['kind'], 'complete'>;

export type TestHotFolder = Awaited<ReturnType<typeof openHotFolder>>;

/**
 * A hot folder of its own in the temp folder with a real watcher and a real settler on it, and a
 * record of what was dealt with, as the ledger keeps it.
 */
export async function openHotFolder(
  options: Partial<SettlerOptions> & Partial<Pick<HotFolderOptions, 'polling' | 'recursive'>> = {},
) {
  const root = await mkdtemp(join(tmpdir(), 'hot-folder-'));
  const known = new Map<string, FileSignature>();
  const fates = new Map<string, Fate[]>();
  const outcomes: SettleOutcome[] = [];
  const candidates: Candidate[] = [];

  const settler = createSettler({
    admit: async () => () => undefined,
    onOutcome(outcome) {
      outcomes.push(outcome);
      const file = outcome.kind === 'complete' ? outcome.file : outcome;
      const { path } = file.candidate;
      const fate = outcome.kind === 'complete' ? outcome.file.bytes : outcome.kind;
      fates.set(path, [...(fates.get(path) ?? []), fate]);
      if (outcome.kind === 'complete') outcome.release();
      if ('signature' in file) known.set(path, file.signature);
    },
    ...options,
  });

  const watch = watchHotFolder({
    id: 'folder',
    root,
    known: (path) => known.get(path),
    onCandidate(candidate) {
      candidates.push(candidate);
      known.delete(candidate.path);
      settler.offer(candidate);
    },
    onState: () => undefined,
    ...options,
  });

  return {
    root,
    outcomes,
    candidates,
    settler,
    at: (path: string) => join(root, path),
    fates: (path: string) => fates.get(path) ?? [],
    /** Waits until a file has had so many fates; its last one. */
    async fate(path: string, count = 1): Promise<Fate | undefined> {
      await vi.waitFor(
        () => {
          if ((fates.get(path)?.length ?? 0) < count) throw new Error(`${path} has no fate yet`);
        },
        { timeout: 20_000, interval: 5 },
      );
      return fates.get(path)?.at(-1);
    },
    /** Waits until a file was accepted so often, whatever else was said of it; its bytes each time. */
    async accepted(path: string, count = 1): Promise<Buffer[]> {
      return vi.waitFor(
        () => {
          const accepted = (fates.get(path) ?? []).filter((fate) => Buffer.isBuffer(fate));
          if (accepted.length < count)
            throw new Error(`${path} was accepted ${accepted.length} times`);
          return accepted;
        },
        { timeout: 20_000, interval: 5 },
      );
    },
    outcome: (path: string) =>
      outcomes.findLast((it) => (it.kind === 'complete' ? it.file : it).candidate.path === path),
    async close(): Promise<void> {
      await watch.stop();
      await settler.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}
