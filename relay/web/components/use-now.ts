import { createStore } from '@picture-live/shared/hooks';
import { useStore } from '@picture-live/shared/hooks/preact';
import { useEffect } from 'preact/hooks';

/** What is shown of times changes by the minute. */
const TICK_MS = 15_000;
const STALE_MS = 1_000;

const clock = createStore(Date.now(), () => {
  const timer = setInterval(look, TICK_MS);
  return () => clearInterval(timer);
});

function look(): void {
  const now = Date.now();
  if (Math.abs(now - clock.get()) > STALE_MS) clock.set(now);
}

/**
 * The time by this computer, in epoch milliseconds: to a few seconds, and to one where something
 * else has changed, which may have happened just now.
 */
export function useNow(): number {
  useEffect(look);
  return useStore(clock);
}
