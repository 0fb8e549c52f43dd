import type { PublishMode } from '@picture-live/shared/domain';
import type { GateVerdict } from '../ledger/records.ts';

/**
 * Whether a shot that is ready goes out at once. Pure.
 *
 * @param rating in stars; null where nobody gave any.
 * @param now epoch milliseconds.
 */
export function judge(mode: PublishMode, rating: number | null, now: number): GateVerdict {
  switch (mode.kind) {
    case 'automatic':
      return mode.delaySeconds === 0
        ? { kind: 'pass' }
        : { kind: 'hold', releaseAt: now + mode.delaySeconds * 1000 };
    case 'review':
      return { kind: 'hold', releaseAt: null };
    case 'rating':
      return rating !== null && rating >= mode.from
        ? { kind: 'pass' }
        : { kind: 'hold', releaseAt: null };
  }
}
