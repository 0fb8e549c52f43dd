import { PictureLiveError } from '@picture-live/shared/errors';
import { useLive, useNews } from '@picture-live/shared/hooks/preact';
import { useCallback, useEffect, useMemo } from 'preact/hooks';
import { startOutbox, type Outbox } from '../../messages/outbox.ts';
import { startThread, type Thread } from '../../messages/thread.ts';

export interface UseTalk {
  thread: Thread;
  outbox: Outbox;
  markRead: (seq: number) => void;
}

/** The messages of a session as members read them, live. */
export function useTalk(sessionId: string): UseTalk {
  const live = useLive();
  const { api } = live;
  const thread = useMemo(
    () => startThread({ call: api.call, sessionId, includeHidden: true }),
    [api, sessionId],
  );
  const outbox = useMemo(
    () =>
      startOutbox({
        call: api.call,
        sessionId,
        name: () => undefined,
        onSent: (message) =>
          thread.take([{ type: 'new_message', seq: message.seq, at: message.createdAt, message }]),
      }),
    [api, sessionId, thread],
  );
  useNews(sessionId, 'events', thread.take);
  useNews(sessionId, 'typing', thread.hear);
  useEffect(() => {
    void thread.loadOlder();
    return () => thread.close();
  }, [thread]);
  const markRead = useCallback(
    (seq: number) => {
      api.markMessagesRead(sessionId, seq).catch((error: unknown) => {
        // The next message that is read says it again.
        if (!(error instanceof PictureLiveError)) throw error;
      });
    },
    [api, sessionId],
  );
  return { thread, outbox, markRead };
}
