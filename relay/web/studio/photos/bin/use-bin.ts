import { PictureLiveError } from '@picture-live/shared/errors';
import { useLive, useNews } from '@picture-live/shared/hooks/preact';
import type { BinPhoto, FeedEvent } from '@picture-live/shared/protocol';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface BinState {
  /** Null while the first page is asked for. */
  photos: readonly BinPhoto[] | null;
  cursor: string | null;
  error: PictureLiveError | null;
}

export interface UseBin extends BinState {
  loadMore: () => void;
  reload: () => void;
  drop: (ids: readonly string[]) => void;
}

const PAGE = 60;
/** Many events at once are one question. */
const GATHER_MS = 300;
const EMPTY: BinState = { photos: null, cursor: null, error: null };

/** What is in the bin of a session, live. */
export function useBin(sessionId: string): UseBin {
  const { api } = useLive();
  const [state, setState] = useState(EMPTY);
  const askedRef = useRef(0);
  const waitingRef = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const ask = useCallback(
    async (after: string | null, limit: number): Promise<void> => {
      askedRef.current += 1;
      const own = askedRef.current;
      try {
        const page = await api.bin(sessionId, { limit, ...(after !== null && { after }) });
        if (own !== askedRef.current) return;
        setState((before) => ({
          photos: after === null ? page.photos : [...(before.photos ?? []), ...page.photos],
          cursor: page.nextCursor,
          error: null,
        }));
      } catch (error) {
        if (!(error instanceof PictureLiveError)) throw error;
        if (own === askedRef.current) setState((before) => ({ ...before, error }));
      }
    },
    [api, sessionId],
  );
  const count = state.photos?.length ?? 0;
  const reload = useCallback(() => {
    clearTimeout(waitingRef.current);
    waitingRef.current = setTimeout(() => void ask(null, Math.min(200, Math.max(PAGE, count))), 0);
  }, [ask, count]);
  useEffect(() => {
    void ask(null, PAGE);
    return () => clearTimeout(waitingRef.current);
  }, [ask]);
  const hear = useCallback(
    (events: FeedEvent[]) => {
      if (!events.some(({ type }) => type === 'photo_removed' || type === 'new_photo')) return;
      clearTimeout(waitingRef.current);
      waitingRef.current = setTimeout(() => void ask(null, PAGE), GATHER_MS);
    },
    [ask],
  );
  useNews(sessionId, 'events', hear);

  return {
    ...state,
    reload,
    loadMore: () => {
      if (state.cursor !== null) void ask(state.cursor, PAGE);
    },
    drop: (ids) => {
      const gone = new Set(ids);
      setState((before) => ({
        ...before,
        photos: before.photos?.filter(({ id }) => !gone.has(id)) ?? null,
      }));
    },
  };
}
