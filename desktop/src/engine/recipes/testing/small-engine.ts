import os from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { expect, vi } from 'vitest';
import { createAlerts } from '../../alerts.ts';
import { createDiskPatience } from '../../disk-patience.ts';
import { createGate } from '../../gate/gate.ts';
import { startHotFolders } from '../../hot-folders.ts';
import { createIntake } from '../../intake.ts';
import { createLedger } from '../../ledger/ledger.ts';
import { createByteBudget } from '../../limiter.ts';
import { openSpool } from '../../render/spool.ts';
import { createSettler } from '../../settle/settler.ts';
import type { RecipeBook } from '../recipe-book.ts';
import { createRecipes } from '../recipes.ts';

/** What a busy machine may take for anything. */
export const PATIENCE = { timeout: 25_000, interval: 20 };

export interface SmallEngineParts {
  /** Data folder. */
  root: string;
  hotFolder: string;
  /** The recipes, which outlive the engine. */
  recipes: { book: RecipeBook };
  /** Failures of ours. */
  errors: unknown[];
  /** What shots that are developed again wait for. */
  idle?: () => Promise<void>;
}

/** A whole engine but for the relay: real files, ledger, spool and imaging. */
export async function startSmallEngine(parts: SmallEngineParts) {
  const { root, hotFolder, errors, idle = () => Promise.resolve() } = parts;
  const ledger = createLedger(root, { sessionId: 's', newId: uuidv7, now: Date.now });
  const spool = await openSpool(path.join(root, 'spool'));
  await spool.sweep(ledger.spool.hashes());
  const end = new AbortController();
  const patiently = createDiskPatience(
    createAlerts(() => {}),
    end.signal,
  );
  const recipes = await createRecipes({
    dataDir: root,
    book: () => parts.recipes.book,
    changeBook: async (edit) => {
      parts.recipes.book = edit(parts.recipes.book);
    },
    newId: uuidv7,
    sessionTitle: () => 'Anna & Li',
    photographerOf: () => null,
    ledger,
  });
  const queued = vi.fn<() => void>();
  const common = { patiently, now: Date.now, onChange: () => {}, onQueued: queued };
  const onError = (error: unknown) => errors.push(error);
  const gate = createGate({
    ...common,
    ledger,
    mode: () => ({ kind: 'automatic', delaySeconds: 0 }),
    onError,
  });
  const intake = createIntake({
    ...common,
    gate,
    ledger,
    spool,
    recipe: recipes.chosen,
    variables: recipes.variables,
    artwork: recipes.artwork,
    onError,
  });
  const admit = createByteBudget(os.totalmem() / 10);
  const settler = createSettler({ onOutcome: intake.take, admit, onError });
  const folders = startHotFolders(
    [{ path: hotFolder, photographer: null, tag: null, noticing: 'auto' }],
    { ...common, ledger, settler, onError },
  );
  const { handlers, media, status, stopped } = recipes.start({
    ...common,
    spool,
    admit,
    pathsOf: folders.pathsOf,
    idle,
    onError,
    signal: end.signal,
  });
  const shots = () => ledger.views.shots({ before: null, limit: 99, states: null }).shots;
  return {
    ledger,
    spool,
    handlers,
    media,
    status,
    shots,
    queued,
    /** Waits until so many shots are in the outbox, developed. */
    ready: (count: number) =>
      vi.waitFor(() => {
        expect(shots().filter(({ state }) => state === 'queued')).toHaveLength(count);
      }, PATIENCE),
    async stop(): Promise<void> {
      await folders.stop();
      await settler.stop();
      gate.stop();
      end.abort();
      await intake.drained();
      await stopped();
      ledger.close();
    },
  };
}
