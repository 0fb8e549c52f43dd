import type { ChangeSession, Session } from '@picture-live/shared/protocol';
import { useSessions, useWebSocket } from '@picture-live/shared/hooks/preact';
import { PictureLiveError, isCode } from '@picture-live/shared/errors';
import { say, sayUndoable } from '../../components/toast.tsx';
import { sayProblem } from '../words/problem.ts';
import { seenOf } from './seen.ts';

/** What is changed at once, what is said of it, and what takes it back. */
export interface Change {
  wanted: ChangeSession;
  said: string;
  /** Left out where it cannot be taken back. */
  undo?: ChangeSession;
}

/**
 * Changes a session at once, and offers to take that back. What somebody else has changed in the
 * meantime is not overwritten: it is shown, and whoever wants the other may choose it again.
 *
 * @returns a function that resolves to whether it was changed.
 */
export function useChange(session: Session): (change: Change) => Promise<boolean> {
  const { change: send, reload } = useSessions();
  const { take } = useWebSocket(session.id);

  async function apply(wanted: ChangeSession): Promise<boolean> {
    try {
      take(await send(session.id, wanted));
      return true;
    } catch (error) {
      if (!(error instanceof PictureLiveError)) throw error;
      sayProblem(error);
      // What is so by now is shown by the list and, through it, by the session.
      if (isCode(error, 'changed_meanwhile')) await reload().catch(() => undefined);
      return false;
    }
  }

  return async ({ wanted, said, undo }) => {
    const done = await apply({ ...wanted, was: seenOf(session, wanted) });
    if (!done) return false;
    if (undo === undefined) say(said);
    else sayUndoable(said, () => void apply({ ...undo, was: asWanted(wanted) }));
    return true;
  };
}

/** What is so after a change, for taking back only that. */
function asWanted({ accessCode: _code, was: _was, deleted: _deleted, ...rest }: ChangeSession) {
  return rest;
}
