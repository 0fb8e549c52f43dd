import { PictureLiveError } from '@picture-live/shared/errors';
import type { DeskHandlers } from '../../bridge/contract.ts';
import type { Book } from './book.ts';
import type { StoredSession } from './desk-settings.ts';

export interface DestinationHandlersParts {
  book: Book;
  /** Delivers a session to what the book says from now on. */
  apply: (sessionId: string) => Promise<void>;
}

/** Gives up the second destination of the session that is current, and takes that back. */
export function destinationHandlers({
  book,
  apply,
}: DestinationHandlersParts): Pick<DeskHandlers, 'removeDestination' | 'restoreDestination'> {
  let removed: { sessionId: string; second: StoredSession } | null = null;

  async function set(sessionId: string, second: StoredSession | null): Promise<void> {
    await book.keepSecond(sessionId, second);
    await apply(sessionId);
  }

  return {
    async removeDestination() {
      const sessionId = book.current()?.id;
      const second = sessionId === undefined ? undefined : book.desk().seconds[sessionId];
      if (sessionId === undefined || second === undefined) return null;
      await set(sessionId, null);
      removed = { sessionId, second };
      return null;
    },
    async restoreDestination() {
      const sessionId = book.current()?.id;
      if (removed === null || removed.sessionId !== sessionId) {
        throw new PictureLiveError('invalid_request', 'There is no destination to bring back.');
      }
      if (book.desk().seconds[sessionId] === undefined) await set(sessionId, removed.second);
      removed = null;
      return null;
    },
  };
}
