import type { PublishMode } from '@picture-live/shared/domain';
import type { DiskPatience } from '../disk-patience.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { GateVerdict } from '../ledger/records.ts';
import { judge } from './verdict.ts';

/** What a person decides about shots. */
export type Decision = 'publish' | 'hold' | 'reject';

export interface GateParts {
  ledger: Pick<Ledger, 'gate'>;
  mode: () => PublishMode;
  patiently: DiskPatience;
  now: () => number;
  onChange: (shotIds: readonly string[]) => void;
  /** Something is in the outbox that was not. */
  onQueued: () => void;
  onError: (error: unknown) => void;
}

/** No timer of the system runs for longer. */
const LONGEST_WAIT_MS = 2_147_483_647;

/** Stands between render and deliver: lets shots out by the publish mode or as a person decides. */
export function createGate(parts: GateParts) {
  const { ledger, patiently, now } = parts;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  /** Sets the alarm for the next shot whose delay ends. */
  function watch(): void {
    clearTimeout(timer);
    const at = isStopped ? null : ledger.gate.nextReleaseAt();
    if (at === null) return;
    timer = setTimeout(release, Math.min(LONGEST_WAIT_MS, Math.max(0, at - now())));
  }

  function release(): void {
    patiently(() => ledger.gate.releaseDue(now()))
      .then(told)
      .catch(parts.onError)
      .finally(watch);
  }

  function told(shotIds: string[]): void {
    if (shotIds.length === 0) return;
    parts.onChange(shotIds);
    parts.onQueued();
  }

  watch();
  return {
    /** For a shot that has just been developed. */
    judge: (rating: number | null): GateVerdict => judge(parts.mode(), rating, now()),

    /** Shots that were held by their delay have to be looked at. */
    watch,

    /**
     * Carries out a decision; shots that it cannot concern any more stay as they are.
     *
     * @param until when what is held goes out by itself, in epoch milliseconds; null: never.
     */
    async decide(
      decision: Decision,
      shotIds: readonly string[],
      until: number | null = null,
    ): Promise<void> {
      const changed = await patiently(() => ledger.gate.decided(decision, shotIds, until));
      told(changed);
      watch();
    },

    /** Gives shots their stars, which may let them out. */
    async rate(
      shotIds: readonly string[],
      rating: number,
      by: 'person' | 'file' = 'person',
    ): Promise<void> {
      const mode = parts.mode();
      const passes = mode.kind === 'rating' && rating >= mode.from;
      told(await patiently(() => ledger.gate.rated(shotIds, rating, passes, by)));
    },

    stop(): void {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

export type Gate = ReturnType<typeof createGate>;
