import { useEffect, useState } from 'preact/hooks';

const MINUTE_MS = 60_000;

/** Now, in epoch milliseconds, by the minute: for "2 minutes ago". */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
