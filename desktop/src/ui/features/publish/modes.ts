import type { PublishMode } from '@picture-live/shared/domain';

/** Delays to choose from, in seconds: time to see a mistake, or to sort out a burst. */
export const DELAYS: readonly number[] = [0, 5, 10, 30, 60, 120, 300, 600];

/** Each mode as it begins when it is chosen. */
export const NEW_MODES: { [K in PublishMode['kind']]: PublishMode & { kind: K } } = {
  automatic: { kind: 'automatic', delaySeconds: 0 },
  review: { kind: 'review' },
  rating: { kind: 'rating', from: 3 },
};

/** The delays with the present one, which may have been set by a file. */
export function withDelay(delays: readonly number[], present: number): readonly number[] {
  return [...new Set([...delays, present])].toSorted((a, b) => a - b);
}
