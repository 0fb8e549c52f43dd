import type { CallInput } from '../../../bridge/contract.ts';
import type { Said } from './notice.ts';

/** A call of the bridge that takes something back. */
export type Reversal =
  | { call: 'decideShots'; input: CallInput<'decideShots'> }
  | { call: 'rateShots'; input: CallInput<'rateShots'> }
  | { call: 'wishShots'; input: CallInput<'wishShots'> }
  | { call: 'setPublishMode'; input: CallInput<'setPublishMode'> };

/** Something a person did, and how it is taken back. */
export interface UndoStep {
  readonly said: Said;
  readonly reversals: readonly Reversal[];
}

/** More than anybody takes back one by one; a bound for an evening of thousands of decisions. */
const MOST_STEPS = 200;

export function withoutStep(stack: readonly UndoStep[], step: UndoStep): readonly UndoStep[] {
  return stack.filter((one) => one !== step);
}

export function withStep(stack: readonly UndoStep[], step: UndoStep): readonly UndoStep[] {
  return [...stack, step].slice(-MOST_STEPS);
}
