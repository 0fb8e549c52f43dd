import { PictureLiveError } from '@picture-live/shared/errors';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** What was asked for: there, on its way, or refused. What is there stays while it is asked anew. */
export interface Loaded<Value> {
  value: Value | null;
  error: PictureLiveError | null;
  /** Asks again; the newest answer holds. */
  reload: () => void;
  /** Shows something else in its place, such as what a change has answered. */
  put: (value: Value) => void;
}

/**
 * Asks for something when it is first shown and whenever `key` changes.
 *
 * @param key names what is asked for: another one begins with nothing.
 */
export function useLoaded<Value>(key: string, load: () => Promise<Value>): Loaded<Value> {
  const [state, setState] = useState<{
    key: string;
    value: Value | null;
    error: PictureLiveError | null;
  }>({ key, value: null, error: null });
  const loadRef = useRef(load);
  /** Which question this was: answers to older ones are not shown. */
  const askedRef = useRef(0);
  useEffect(() => {
    loadRef.current = load;
  });

  const reload = useCallback(() => {
    askedRef.current += 1;
    const mine = askedRef.current;
    const ask = async (): Promise<void> => {
      try {
        const value = await loadRef.current();
        if (mine === askedRef.current) setState({ key, value, error: null });
      } catch (error) {
        if (!(error instanceof PictureLiveError)) throw error;
        if (mine !== askedRef.current) return;
        setState((before) => ({ key, value: before.key === key ? before.value : null, error }));
      }
    };
    void ask();
  }, [key]);

  useEffect(() => {
    reload();
    return () => {
      askedRef.current += 1;
    };
  }, [reload]);

  const put = useCallback((value: Value) => setState({ key, value, error: null }), [key]);
  const isCurrent = state.key === key;
  return {
    value: isCurrent ? state.value : null,
    error: isCurrent ? state.error : null,
    reload,
    put,
  };
}
