import type { RemovalProgress } from '@picture-live/shared/protocol';

/** From how many screens several photos have gone: what the slowest of them says. */
export interface Screens {
  gone: number;
  screens: number;
}

/** @param heard the newest news of each photo that was taken away. */
export function screensOf(heard: Iterable<RemovalProgress>): Screens | null {
  let slowest: Screens | null = null;
  for (const { gone, screens } of heard) {
    const isSlower =
      slowest === null ||
      screens - gone > slowest.screens - slowest.gone ||
      (screens - gone === slowest.screens - slowest.gone && screens > slowest.screens);
    if (isSlower) slowest = { gone, screens };
  }
  return slowest;
}
