import type { ShotView } from '../../../bridge/contract.ts';

/** Whether there is something to say of the shot to guests: not of what nobody shall see. */
export function isShown({ hasPicture, state }: ShotView): boolean {
  return hasPicture && state !== 'rejected';
}

/** Whether guests have seen the shot, in this version or in an earlier one, or it was taken back. */
export function canTakeBack({ state, revision, timeline }: ShotView): boolean {
  if (state === 'live' || state === 'retracted') return true;
  const isOut = timeline.published !== null || revision > 1;
  return isOut && (state === 'queued' || state === 'uploading' || state === 'failed');
}

/** What the relay has still to be told, by the name of its words; null: nothing that matters here. */
export function pendingWord({
  state,
  said,
}: Pick<ShotView, 'state' | 'said'>): 'takingBack' | 'restoring' | 'waiting' | null {
  if (said?.pending !== true) return null;
  if (state === 'retracted') return said.retracting ? 'takingBack' : 'waiting';
  if (state === 'live' && said.retracting === false) return 'restoring';
  return state === 'held' || state === 'rejected' ? null : 'waiting';
}
