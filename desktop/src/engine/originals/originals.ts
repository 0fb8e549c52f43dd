import type { Recipe, TemplateVariables } from '@picture-live/shared/domain';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { OriginalsView, UplinkSettings } from '../../bridge/uplink.ts';
import type { Connection } from '../deliver/connection.ts';
import type { DiskPatience } from '../disk-patience.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { MissingOriginal } from '../ledger/originals.ts';
import type { ShotSource } from '../ledger/redevelop.ts';
import type { ArtworkStore } from '../recipes/artwork-store.ts';
import { asSource, type Sources } from '../recipes/sources.ts';
import { developOriginal, type Original } from './develop-original.ts';
import { areWanted } from './when.ts';

/** A destination at work. */
export interface Carrier {
  id: string;
  connection: Pick<Connection, 'isFree' | 'bringOriginal'>;
}

export interface OriginalsParts {
  ledger: Pick<Ledger, 'originals'>;
  settings: () => UplinkSettings;
  /** Where originals go. */
  carriers: () => readonly Carrier[];
  sources: Pick<Sources, 'withOriginal'>;
  artwork: Pick<ArtworkStore, 'read'>;
  recipe: () => Recipe;
  variables: (source: ShotSource) => TemplateVariables;
  /** Resolves when no new shot is in hand: those come first. */
  idle: () => Promise<void>;
  patiently: DiskPatience;
  now: () => number;
  onChange: () => void;
  onError: (error: unknown, what: string) => void;
  signal: AbortSignal;
}

/** How often it looks whether it may begin: nobody waits for originals. */
const LOOK_MS = 5_000;
/** How soon an upload gives way to a new photo. */
const GIVE_WAY_MS = 250;
const GONE = 'Its file is no longer in the hot folder, or is another picture now.';
const REPLACED = 'The photo was replaced on the relay’s own pages.';

/**
 * Brings the originals of what is out to the destinations, one at a time, when the settings say so
 * and nothing else has to go out. What is in hand is given up for every new photo.
 */
export function createOriginals(parts: OriginalsParts) {
  const { ledger, patiently, signal } = parts;
  let wakeUp = (): void => undefined;
  let isGoing = false;

  const mayGo = ({ connection }: Carrier): boolean =>
    !signal.aborted && areWanted(parts.settings(), parts.now()) && connection.isFree();

  async function run(): Promise<void> {
    while (!signal.aborted) {
      for (const carrier of parts.carriers()) await serve(carrier);
      await pause();
    }
  }

  async function pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (signal.aborted) wakeUp();
    });
  }

  /** All that may go to one destination now. */
  async function serve(carrier: Carrier): Promise<void> {
    await parts.idle();
    while (mayGo(carrier)) {
      const missing = ledger.originals.next(carrier.id);
      if (missing === undefined) break;
      going(true);
      if (!(await attempt(carrier, missing))) break;
      parts.onChange();
      await parts.idle();
    }
    going(false);
  }

  function going(is: boolean): void {
    if (is === isGoing) return;
    isGoing = is;
    parts.onChange();
  }

  /** False: it has to wait, as nothing more can go now. */
  async function attempt(carrier: Carrier, missing: MissingOriginal): Promise<boolean> {
    try {
      const reason = await parts.sources.withOriginal(missing.source, async (file) => {
        if (file === null) return GONE;
        const context = {
          ...asSource(file),
          variables: parts.variables(missing.source),
          artwork: (hash: string) => parts.artwork.read(hash),
        };
        return bring(carrier, missing, await developOriginal(context, parts.recipe()));
      });
      await patiently(() => ledger.originals.ended(missing.source, carrier.id, reason));
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof PictureLiveError)) parts.onError(error, missing.source.path);
      else if (error.retry) return false;
      const reason = error instanceof Error ? error.message : String(error);
      await patiently(() => ledger.originals.ended(missing.source, carrier.id, reason));
      return true;
    }
  }

  /** Null: it is there; otherwise why it never will be. */
  async function bring(
    carrier: Carrier,
    { photoId, source }: MissingOriginal,
    original: Original,
  ): Promise<string | null> {
    const givingWay = new AbortController();
    const timer = setInterval(() => {
      if (!mayGo(carrier)) givingWay.abort(new Error('Something else goes first.'));
    }, GIVE_WAY_MS);
    try {
      const { revision } = source;
      const outcome = await carrier.connection.bringOriginal(
        { photoId, revision, original },
        givingWay.signal,
      );
      return outcome === 'outdated' ? REPLACED : null;
    } finally {
      clearInterval(timer);
    }
  }

  signal.addEventListener('abort', () => wakeUp());
  const running = run().catch((error: unknown) => parts.onError(error, 'bringing originals'));

  return {
    /** Something changed that may let them go: look at once. */
    look: (): void => wakeUp(),

    /** Of all destinations together; null where none are wanted. */
    view(): OriginalsView | null {
      if (parts.settings().originals === 'never') return null;
      const each = parts.carriers().map(({ id }) => ledger.originals.progress(id));
      const sum = (of: 'waiting' | 'brought' | 'failed'): number =>
        each.reduce((total, one) => total + one[of], 0);
      return {
        waiting: sum('waiting'),
        brought: sum('brought'),
        failed: sum('failed'),
        going: isGoing,
      };
    },

    /** After the signal: resolves when nothing is in hand any more. */
    stopped: (): Promise<void> => running,
  };
}

export type Originals = ReturnType<typeof createOriginals>;
