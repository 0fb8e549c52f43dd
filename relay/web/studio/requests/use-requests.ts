import { PictureLiveError } from '@picture-live/shared/errors';
import { useLive, useNews } from '@picture-live/shared/hooks/preact';
import type { SessionTakedown } from '@picture-live/shared/protocol';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export type Which = 'open' | 'decided';

export interface UseRequests {
  /** Null while the first page is asked for. Newest first. */
  requests: readonly SessionTakedown[] | null;
  more: boolean;
  error: PictureLiveError | null;
  loadMore: () => void;
  reload: () => void;
}

interface State extends Pick<UseRequests, 'requests' | 'error'> {
  which: Which;
  cursor: string | null;
}

const PAGE = 50;

/** What guests asked to be removed, live. */
export function useRequests(sessionId: string, which: Which): UseRequests {
  const { api } = useLive();
  const empty: State = { which, requests: null, cursor: null, error: null };
  const [state, setState] = useState(empty);
  const askedRef = useRef(0);

  const ask = useCallback(
    async (after: string | null): Promise<void> => {
      askedRef.current += 1;
      const own = askedRef.current;
      const page = { state: which, limit: PAGE, ...(after !== null && { after }) };
      try {
        const { takedowns, nextCursor } = await api.takedowns(sessionId, page);
        if (own !== askedRef.current) return;
        setState((before) => ({
          which,
          requests: after === null ? takedowns : [...(before.requests ?? []), ...takedowns],
          cursor: nextCursor,
          error: null,
        }));
      } catch (error) {
        if (!(error instanceof PictureLiveError)) throw error;
        if (own === askedRef.current) setState((before) => ({ ...before, which, error }));
      }
    },
    [api, sessionId, which],
  );
  useEffect(() => void ask(null), [ask]);
  const hear = useCallback(() => void ask(null), [ask]);
  useNews(sessionId, 'takedown', hear);

  // Those of the other list are not shown while these are asked for.
  const now = state.which === which ? state : empty;
  return {
    requests: now.requests,
    more: now.cursor !== null,
    error: now.error,
    loadMore: () => void ask(now.cursor),
    reload: hear,
  };
}
