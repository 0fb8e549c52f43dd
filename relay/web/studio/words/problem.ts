import type { PictureLiveError } from '@picture-live/shared/errors';
import { sayFailed } from '../../components/toast.tsx';
import { words } from './words.ts';

/** What went wrong, in the words of whoever reads it. */
export function problemOf(error: PictureLiveError): string {
  return words.problems[error.code] ?? words.problems.general;
}

/** Says it in a toast. @param again tries once more. */
export function sayProblem(error: PictureLiveError, again?: () => void): void {
  sayFailed(problemOf(error), again);
}
