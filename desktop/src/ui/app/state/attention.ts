import type { ShotView } from '../../../bridge/contract.ts';

/** Shots with the same trouble, told in one line. */
export interface AttentionGroup {
  /** Stays the same while shots come and go. */
  readonly key: string;
  /**
   * `failed` needs a person; `remark`: the shot goes its way, but something about its file needs a
   * person (a damaged newer version); `unpublished`: nothing to do, only so that nothing is silent.
   */
  readonly kind: 'failed' | 'remark' | 'unpublished';
  /** The reason they share, in a sentence; null where the engine gave none. */
  readonly reason: string | null;
  /** The oldest first. */
  readonly ids: readonly string[];
  /** Those that trying again can help. */
  readonly retryable: readonly string[];
}

const KINDS = ['failed', 'remark', 'unpublished'] as const;

/**
 * Groups shots by reason, what needs a person first, the largest group first. A reason that names
 * an amount ("3.2 MB arrived") is the same reason as with another amount.
 */
export function attentionGroups(shots: readonly ShotView[]): readonly AttentionGroup[] {
  const groups = Map.groupBy(
    shots.filter((shot) => kindOf(shot) !== undefined),
    (shot) => `${kindOf(shot)} ${withoutAmounts(shot.reason ?? '')}`,
  );
  return [...groups]
    .map(([key, members]) => groupOf(key, members))
    .toSorted(
      (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || b.ids.length - a.ids.length,
    );
}

function groupOf(key: string, shots: readonly ShotView[]): AttentionGroup {
  const reasons = new Set(shots.map((shot) => shot.reason));
  const [reason = null] = reasons;
  const kind = KINDS.find((word) => key.startsWith(word)) ?? 'failed';
  const byId = shots.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    key,
    kind,
    reason: reasons.size > 1 ? withoutAmounts(reason ?? '') : reason,
    ids: byId.map((shot) => shot.id),
    retryable: byId.filter((shot) => shot.canRetry).map((shot) => shot.id),
  };
}

function kindOf({ state, reason, hasPicture }: ShotView): AttentionGroup['kind'] | undefined {
  if (state === 'failed' || state === 'unpublished') return state;
  return reason !== null && hasPicture && state !== 'held' ? 'remark' : undefined;
}

/** Leaves out what stands in brackets with a number in it. */
function withoutAmounts(reason: string): string {
  return reason.replaceAll(/ \([^()]*\d[^()]*\)/g, '');
}
