import { PictureLiveError } from '@picture-live/shared/errors';
import { useLive, useNews } from '@picture-live/shared/hooks/preact';
import { isAboutMessage, type FeedEvent, type Session } from '@picture-live/shared/protocol';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** More are not counted: it says that there is something to read. */
const MOST_UNREAD = 50;
/** Many events at once are one question. */
const GATHER_MS = 400;

/** What waits to be looked at in the tabs of a session, by the id of the tab. */
export function useTabCounts(session: Session): Partial<Record<string, number>> {
  const { api, session: linkOf } = useLive();
  const { id, mine } = session;
  const [unread, setUnread] = useState(0);
  const waitingRef = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const count = useCallback((): void => {
    clearTimeout(waitingRef.current);
    waitingRef.current = setTimeout(() => {
      api
        .messages(id, { limit: MOST_UNREAD })
        .then(
          ({ messages, me, readSeq }) =>
            setUnread(
              messages.filter(({ seq, sender }) => seq > readSeq && sender.id !== me).length,
            ),
          ignoreRefusal,
        );
    }, GATHER_MS);
  }, [api, id]);
  useEffect(() => {
    count();
    return () => clearTimeout(waitingRef.current);
  }, [count]);
  const hear = useCallback(
    (events: FeedEvent[]) => {
      if (events.some(isAboutMessage)) count();
    },
    [count],
  );
  useNews(id, 'events', hear);
  useNews(id, 'read', count);
  const readAgain = useCallback(() => {
    api.ownSession(id).then(linkOf(id).take, ignoreRefusal);
  }, [api, id, linkOf]);
  useNews(id, 'takedown', readAgain);
  return { requests: mine?.openTakedowns ?? 0, messages: unread };
}

/** The next event asks again. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof PictureLiveError)) throw error;
}
