import type { Recipe, TemplateVariables } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { Redevelopment } from '../../bridge/recipe-calls.ts';
import type { DiskPatience } from '../disk-patience.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShotSource } from '../ledger/redevelop.ts';
import { render } from '../render/render.ts';
import { toContent } from '../render/content.ts';
import type { Spool } from '../render/spool.ts';
import type { KnownFile } from '../settle/read-again.ts';
import type { ArtworkStore } from './artwork-store.ts';
import { recipeHash } from './recipe-book.ts';
import { asSource, type Sources } from './sources.ts';

export interface RedevelopmentParts {
  ledger: Pick<Ledger, 'redevelop' | 'shots'>;
  spool: Spool;
  sources: Sources;
  artwork: Pick<ArtworkStore, 'read'>;
  recipe: () => Recipe;
  variables: (source: ShotSource) => TemplateVariables;
  /** Resolves when no new shot is in hand: those come first. */
  idle: () => Promise<void>;
  patiently: DiskPatience;
  now: () => number;
  onChange: (shotIds?: readonly string[]) => void;
  /** Something is in the outbox that was not. */
  onQueued: () => void;
  onError: (error: unknown, what: string) => void;
  signal: AbortSignal;
}

const GONE =
  'The original is no longer in its hot folder, or is another picture now: the photo stays as it is.';

/**
 * Develops shots again that another recipe made, one at a time and after whatever is new. What
 * waits is in the ledger, so that it goes on after a crash.
 */
export function createRedevelopment(parts: RedevelopmentParts) {
  const { ledger, patiently, signal } = parts;
  let work: Promise<void> | undefined;

  function start(): void {
    work ??= run()
      .catch((error: unknown) => {
        if (!signal.aborted) parts.onError(error, 'developing shots again');
      })
      .finally(() => {
        work = undefined;
      });
  }

  async function run(): Promise<void> {
    for (;;) {
      await parts.idle();
      const source = signal.aborted ? undefined : ledger.redevelop.next();
      if (!source) return;
      await attempt(source);
      parts.onChange([source.shotId]);
    }
  }

  /** Ends the shot's turn, whatever becomes of it, unless the engine stops. */
  async function attempt(source: ShotSource): Promise<void> {
    try {
      await parts.sources.withOriginal(source, (original) => one(source, original));
    } catch (error) {
      if (signal.aborted) throw error;
      const isExplained = error instanceof PictureLiveError && !error.retry;
      if (!isExplained) parts.onError(error, source.path);
      const reason = error instanceof Error ? error.message : String(error);
      await patiently(() => ledger.redevelop.ended(source.shotId, 'failed', reason));
    }
  }

  async function one(source: ShotSource, original: KnownFile | null): Promise<void> {
    const recipe = parts.recipe();
    const hash = recipeHash(recipe);
    if (source.recipeHash === hash) {
      await patiently(() => ledger.redevelop.ended(source.shotId, 'done'));
      return;
    }
    if (!original) {
      await patiently(() => ledger.redevelop.ended(source.shotId, 'gone', GONE));
      return;
    }
    const context = {
      ...asSource(original),
      variables: parts.variables(source),
      artwork: (wanted: string) => parts.artwork.read(wanted),
    };
    const rendered = await patiently(() => render(context, recipe, parts.spool, parts.now));
    // A person may have stopped it, or the shot have got a newer content: then nothing is entered.
    const content = { ...toContent(rendered), recipeHash: hash };
    if (await patiently(() => ledger.shots.redeveloped(source, content))) parts.onQueued();
  }

  start();
  return {
    /** How many shots the present recipe would make otherwise. */
    outdated: (): number => ledger.redevelop.outdated(recipeHash(parts.recipe())),

    async request(): Promise<void> {
      await patiently(() => ledger.redevelop.request(recipeHash(parts.recipe())));
      parts.onChange();
      start();
    },

    async clear(): Promise<void> {
      await patiently(() => ledger.redevelop.clear());
      parts.onChange();
    },

    /** Null: nothing was asked for, or its result was put away. */
    view(): Redevelopment | null {
      const { waiting, done, failed, named } = ledger.redevelop.progress();
      const total = waiting + done + failed;
      return total === 0 ? null : { total, done, waiting, failed, named };
    },

    /** After the signal: resolves when nothing is in hand any more. */
    stopped: async (): Promise<void> => work,
  };
}

export type RedevelopmentWork = ReturnType<typeof createRedevelopment>;
