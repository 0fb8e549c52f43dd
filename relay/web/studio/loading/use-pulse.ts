import { useNews } from '@picture-live/shared/hooks/preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** What nothing tells of, such as an opened photo, is asked for this often. */
const LOOK_EVERY_MS = 10_000;
/** What happens at once is one look. */
const SOON_MS = 1_000;

/** Changes when there may be news of a session: something happened, or a while has passed. */
export function usePulse(sessionId: string): number {
  const [pulse, setPulse] = useState(0);
  const soonRef = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const beat = useCallback(() => {
    soonRef.current = undefined;
    if (!document.hidden) setPulse((count) => count + 1);
  }, []);
  const happened = useCallback(() => {
    soonRef.current ??= setTimeout(beat, SOON_MS);
  }, [beat]);
  useNews(sessionId, 'events', happened);
  useEffect(() => {
    const timer = setInterval(beat, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      clearInterval(timer);
      clearTimeout(soonRef.current);
      soonRef.current = undefined;
      document.removeEventListener('visibilitychange', beat);
    };
  }, [beat]);
  return pulse;
}
