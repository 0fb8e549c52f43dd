import type { PictureLiveError } from '@picture-live/shared/errors';
import { Problem } from '../../components/problem.tsx';
import { problemOf } from '../words/problem.ts';

/** Why what was asked for failed; nothing where it did not. */
export function Failure({ error }: { error: PictureLiveError | null }) {
  return error === null ? null : <Problem role="alert">{problemOf(error)}</Problem>;
}
