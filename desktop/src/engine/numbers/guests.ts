import { setTimeout as sleep } from 'node:timers/promises';
import type { StatisticsStretch } from '@picture-live/shared/client';
import { PictureLiveError } from '@picture-live/shared/errors';
import type { SessionStatistics } from '@picture-live/shared/protocol';
import type { Steps } from './over-time.ts';

/** What guests did in one step, as the relay counts it. */
export interface GuestStep {
  likes: number;
  /** Photos that were taken along one by one, and ZIPs. */
  downloads: number;
}

/** Plots are asked for every few seconds; the relay need not count as often. */
const ASK_EVERY_MS = 15_000;
/** A relay that takes longer is not waited for: its answer is there the next time. */
const PATIENCE_MS = 1_500;

export interface GuestNumbersParts {
  statistics: (sessionId: string, stretch: StatisticsStretch) => Promise<SessionStatistics>;
  sessionId: string;
  now: () => number;
  isOnline: () => boolean;
  /** A failure of ours. */
  onError: (error: unknown) => void;
}

/**
 * What guests liked and took along, asked of the relay while somebody looks. Of a relay that is
 * away, or that does not count yet, the last that was heard, or nothing.
 */
export function createGuestNumbers(parts: GuestNumbersParts) {
  const { now } = parts;
  /** By length of the steps; there are two. */
  const known = new Map<number, SessionStatistics>();
  const askedAt = new Map<number, number>();

  async function ask({ from, stepMs, count }: Steps): Promise<void> {
    askedAt.set(stepMs, now());
    try {
      const stretch = { from, to: from + count * stepMs, step: stepMs };
      known.set(stepMs, await parts.statistics(parts.sessionId, stretch));
    } catch (error) {
      if (!(error instanceof PictureLiveError)) parts.onError(error);
    }
  }

  /** By step; null where nobody knows. */
  return async (steps: Steps): Promise<(GuestStep | null)[]> => {
    const { from, stepMs, count } = steps;
    const isDue = now() - (askedAt.get(stepMs) ?? Number.NEGATIVE_INFINITY) >= ASK_EVERY_MS;
    if (isDue && parts.isOnline()) await Promise.race([ask(steps), sleep(PATIENCE_MS)]);
    const buckets = known.get(stepMs)?.buckets ?? [];
    const byStep = new Map(
      buckets.map((bucket) => [Math.floor((bucket.at - from) / stepMs), bucket]),
    );
    return Array.from({ length: count }, (_, step) => {
      const bucket = byStep.get(step);
      if (bucket === undefined) return null;
      return { likes: bucket.likes, downloads: bucket.downloads + bucket.archives };
    });
  };
}
