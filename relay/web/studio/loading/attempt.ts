import { PictureLiveError } from '@picture-live/shared/errors';
import { sayProblem } from '../words/problem.ts';

/** Waits for it, and says in a toast why it failed. @returns whether it was done. */
export async function attempt(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (!(error instanceof PictureLiveError)) throw error;
    sayProblem(error);
    return false;
  }
}
