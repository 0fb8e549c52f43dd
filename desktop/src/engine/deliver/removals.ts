import type { ShotView } from '../../bridge/contract.ts';

export type RemovalView = NonNullable<ShotView['removal']>;

/** The relay counts for a quarter of an hour; of what was taken back before that nobody asks. */
const MAX_KEPT = 500;

/** How many guests' screens shots have left, in memory: after a restart the relay may be asked. */
export interface Removals {
  set: (shotId: string, removal: RemovalView) => void;
  of: (shotId: string) => RemovalView | undefined;
}

export function createRemovals(): Removals {
  const kept = new Map<string, RemovalView>();
  return {
    set(shotId, removal) {
      // The newest last, so that the oldest goes.
      kept.delete(shotId);
      kept.set(shotId, removal);
      const [oldest] = kept.keys();
      if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    },
    of: (shotId) => kept.get(shotId),
  };
}
