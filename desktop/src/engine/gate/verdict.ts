import type { PublishMode } from '@picture-live/shared/domain';
import type { GateVerdict } from '../ledger/records.ts';

/**
 * Whether a shot that is ready goes out at once. Pure.
 *
 * @param rating in stars; null where nobody gave any.
 * @param now epoch milliseconds.
 */
export function judge(mode: PublishMode, rating: number | null, now: number): GateVerdict {
  const pass: GateVerdict = { kind: 'pass' };
  if (mode.kind === 'automatic') {
    const releaseAt = now + mode.delaySeconds * 1000;
    return mode.delaySeconds === 0 ? pass : { kind: 'hold', releaseAt };
  }
  const isKeeper = mode.kind === 'rating' && rating !== null && rating >= mode.from;
  return isKeeper ? pass : { kind: 'hold', releaseAt: null };
}
