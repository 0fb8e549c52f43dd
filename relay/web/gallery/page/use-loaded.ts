import { useEffect, useState } from 'preact/hooks';

/**
 * What a part of the page needs that is loaded only when somebody wants it; null until it is here.
 *
 * @param load stays the same from render to render.
 * @param onFailed no network, or the relay has a newer version of the pages.
 */
export function useLoaded<T>(load: () => Promise<T>, onFailed: () => void): T | null {
  const [loaded, setLoaded] = useState<{ value: T } | null>(null);
  useEffect(() => {
    let isWanted = true;
    load().then(
      (value) => {
        if (isWanted) setLoaded({ value });
      },
      () => {
        if (isWanted) onFailed();
      },
    );
    return () => {
      isWanted = false;
    };
  }, [load]);
  return loaded?.value ?? null;
}
