import type { EngineStatus, HotFolderView, Percentiles } from '../bridge/contract.ts';
import type { Ledger } from './ledger/ledger.ts';

/** A shot that took longer waited for a network, a lid or a clock that was set: that is no way. */
const LONGEST_WAY_MS = 3_600_000;

/**
 * Nearest-rank percentiles of the ways of shots, in milliseconds; null where there are none. What
 * cannot be one is left out: of a clock that was set meanwhile the ledger has both times.
 */
export function percentiles(durations: readonly number[]): Percentiles | null {
  const sorted = durations
    .filter((duration) => duration >= 0 && duration <= LONGEST_WAY_MS)
    .toSorted((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const p50 = rank(0.5);
  const p95 = rank(0.95);
  if (p50 === undefined || p95 === undefined) return null;
  return { p50, p95, samples: sorted.length };
}

/** Counts by state; a queued shot that is being sent counts as uploading. */
export function countShots(
  ledger: Pick<Ledger, 'views'>,
  uploading: ReadonlySet<string>,
): EngineStatus['counts'] {
  const stored = ledger.views.counts();
  // What is live at one destination may be on its way to the other.
  const onTheWay = uploading.size === 0 ? 0 : ledger.views.queuedAmong([...uploading]);
  return {
    ...stored,
    queued: stored.queued - onTheWay,
    uploading: onTheWay,
    seen: Object.values(stored).reduce((sum, shots) => sum + shots, 0),
  };
}

export function measureLatency(ledger: Ledger): EngineStatus['latency'] {
  const { published, painted } = ledger.views.latencies();
  return { published: percentiles(published), painted: percentiles(painted) };
}

/** A hot folder as the watcher knows it, with what the ledger has seen in it. */
export function viewFolder(
  ledger: Ledger,
  folder: Pick<HotFolderView, 'id' | 'path' | 'state' | 'message'>,
): HotFolderView {
  return { ...folder, ...ledger.views.folder(folder.id) };
}
