import type { Situation } from './situation.ts';

type Mode = 'normal' | 'paused' | 'error';

/** The bar on the icon in the dock or the taskbar. */
export interface Progress {
  /** 0 to 1; -1 takes the bar away. */
  fraction: number;
  mode: Mode;
}

/** What was there when the present haul began; null: nothing moves. */
export type Haul = { sessionId: string; settled: number } | null;

type Moving = Pick<Situation, 'tone' | 'moving' | 'seen' | 'sessionId' | 'paused'>;

/** An empty bar is not seen, and something is being done. */
const LEAST = 0.03;

/**
 * How far the present haul has come: all shots since nothing moved the last time. Counting from the
 * beginning of the evening would show 99 % for every new shot.
 */
export function advance(before: Haul, now: Moving): { haul: Haul; progress: Progress } {
  if (now.moving === 0) return { haul: null, progress: { fraction: -1, mode: 'normal' } };
  const settled = now.seen - now.moving;
  const goesOn = before !== null && before.sessionId === now.sessionId && before.settled <= settled;
  const haul = goesOn ? before : { sessionId: now.sessionId, settled };
  const fraction = (settled - haul.settled) / (now.seen - haul.settled);
  return { haul, progress: { fraction: Math.max(LEAST, fraction), mode: modeOf(now) } };
}

function modeOf({ tone, paused }: Moving): Mode {
  if (tone === 'stop' || tone === 'person') return 'error';
  return paused || tone === 'offline' || tone === 'waiting' ? 'paused' : 'normal';
}
