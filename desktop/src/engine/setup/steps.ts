import { PictureLiveError } from '@picture-live/shared/errors';
import type { SetupStep } from '../../bridge/desk.ts';

/** Steps that are about the session that is current. */
export const OF_A_SESSION: readonly SetupStep[] = ['folders', 'recipe', 'test'];

/** @throws PictureLiveError `invalid_request` where something before the step is still to be done. */
export function requireStep(
  step: SetupStep,
  done: { hasRelay: boolean; isKnown: boolean; hasSession: boolean },
): void {
  if (step === 'pair' && !done.hasRelay) missing('Choose a relay first.');
  if (step === 'session' && !done.isKnown) missing('Pair this laptop or log in first.');
  if (OF_A_SESSION.includes(step) && !done.hasSession) missing('Choose a session first.');
}

function missing(sentence: string): never {
  throw new PictureLiveError('invalid_request', sentence);
}
