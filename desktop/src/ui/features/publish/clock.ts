import { useSyncExternalStore } from 'react';

const TICK_MS = 250;

/** One timer for all that count down, and none while nothing does. */
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    for (const one of watchers) one();
  }, TICK_MS);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Whole seconds until a moment (epoch milliseconds), never less than none; draws once a second. */
export function useSecondsUntil(at: number): number {
  return useSyncExternalStore(subscribe, () => secondsUntil(at, Date.now()));
}

export function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1000));
}

/** `m:ss`, which is as long in every language. */
export function clockTime(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
