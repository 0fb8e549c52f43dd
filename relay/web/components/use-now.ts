import { createStore } from '@picture-live/shared/hooks';
import { useStore } from '@picture-live/shared/hooks/preact';

/** What is shown of times changes by the minute. */
const TICK_MS = 15_000;

const clock = createStore(Date.now(), () => {
  clock.set(Date.now());
  const timer = setInterval(() => clock.set(Date.now()), TICK_MS);
  return () => clearInterval(timer);
});

/** The time by this computer, in epoch milliseconds, up to date to a few seconds. */
export function useNow(): number {
  return useStore(clock);
}
