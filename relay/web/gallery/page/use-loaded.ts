import { useEffect, useState } from 'preact/hooks';

/**
 * What a part of the page needs that is loaded only when somebody wants it; null until it is here.
 *
 * @param load stays the same from render to render.
 * @param onFailed no network, or the relay has a newer version of the pages.
 */
export function useLoaded<T>(load: () => Promise<T>, onFailed: () => void): T | null {
  const [state, setState] = useState<{ value: T } | 'failed' | null>(null);
  useEffect(() => {
    let isWanted = true;
    const bring = async (): Promise<void> => {
      const next = await load().then(
        (value) => ({ value }),
        () => 'failed' as const,
      );
      if (isWanted) setState(next);
    };
    void bring();
    return () => {
      isWanted = false;
    };
  }, [load]);
  const hasFailed = state === 'failed';
  useEffect(() => {
    if (hasFailed) onFailed();
  }, [hasFailed, onFailed]);
  return hasFailed ? null : (state?.value ?? null);
}
