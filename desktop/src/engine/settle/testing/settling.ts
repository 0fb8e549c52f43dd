import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import type { Candidate, SettleOutcome } from '../outcome.ts';
import { createSettler, type Settler, type SettlerOptions } from '../settler.ts';
import { cameraPhotograph } from './pictures.ts';

/** A settler over real files, and what it said; all of it anew for each test. */
export interface Settling {
  root: string;
  /** A small one, as a camera writes it. */
  photograph: Buffer;
  settler: Settler | undefined;
  outcomes: SettleOutcome[];
  start(options?: Partial<SettlerOptions>): void;
  candidate(path: string, seenAt?: number): Candidate;
  /** Waits for so many. */
  outcomesOf(count: number): Promise<SettleOutcome[]>;
  reasons(): string[];
}

/** For the tests of a file; what they start is stopped. */
export function setSettling(): Settling {
  const stage: Settling = {
    root: '',
    photograph: Buffer.alloc(0),
    settler: undefined,
    outcomes: [],
    start(options = {}) {
      stage.settler = createSettler({
        admit: async () => () => undefined,
        onOutcome: (outcome) => stage.outcomes.push(outcome),
        ...options,
      });
    },
    candidate(path, seenAt = Date.now()) {
      return { hotFolderId: 'folder', path, absolutePath: join(stage.root, path), seenAt };
    },
    async outcomesOf(count) {
      const enough = () => expect(stage.outcomes.length).toBeGreaterThanOrEqual(count);
      await vi.waitFor(enough, { timeout: 20_000, interval: 5 });
      return stage.outcomes;
    },
    reasons: () =>
      stage.outcomes.flatMap((outcome) => ('reason' in outcome ? [outcome.reason] : [])),
  };
  beforeAll(async () => {
    stage.photograph = await cameraPhotograph(21, 640, 480);
  });
  beforeEach(async () => {
    stage.root = await mkdtemp(join(tmpdir(), 'settler-'));
    stage.outcomes = [];
  });
  afterEach(async () => {
    await stage.settler?.stop();
    await rm(stage.root, { recursive: true, force: true });
  });
  return stage;
}
