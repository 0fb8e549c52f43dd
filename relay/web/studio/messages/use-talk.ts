import { PictureLiveError } from '@picture-live/shared/errors';
import { useLive, useNews } from '@picture-live/shared/hooks/preact';
import type { FeedEvent } from '@picture-live/shared/protocol';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { startOutbox, type Outbox } from '../../messages/outbox.ts';
import { startThread, type Thread } from '../../messages/thread.ts';
import { lookAfter, sortOut } from './look-after.ts';

export interface UseTalk {
  thread: Thread;
  outbox: Outbox;
  markRead: (seq: number) => void;
}

/** The messages of a session as members read them, live. */
export function useTalk(sessionId: string): UseTalk {
  const live = useLive();
  const { api } = live;
  const begin = useCallback(
    () => startThread({ call: api.call, sessionId, includeHidden: true }),
    [api, sessionId],
  );
  const first = useMemo(begin, [begin]);
  const [again, setAgain] = useState<{ begin: () => Thread; thread: Thread } | null>(null);
  const thread = again?.begin === begin ? again.thread : first;
  // What was heard of a relay that was restored since is void.
  const restart = useCallback(() => setAgain({ begin, thread: begin() }), [begin]);
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
  const hear = useCallback(
    (events: FeedEvent[]) => {
      const { removed, others } = sortOut(events, thread.state.get().messages);
      thread.take(others);
      if (removed.length === 0) return;
      const look = async (): Promise<void> => {
        try {
          thread.take(await lookAfter(api, sessionId, removed));
        } catch (error) {
          if (!(error instanceof PictureLiveError)) throw error;
          // What cannot be asked for is taken for what the feed says of it.
          thread.take(removed);
        }
      };
      void look();
    },
    [api, sessionId, thread],
  );
  useNews(sessionId, 'events', hear);
  useNews(sessionId, 'setBack', restart);
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
