import type { Photo } from '@picture-live/shared/protocol';

/** Photos published within this time of the newest one are recent. No clock of this computer. */
const RECENT_MS = 30 * 60_000;
/** A recent photo is drawn as if it had so many tickets. */
const RECENT_WEIGHT = 3;

/**
 * One round: every photo exactly once. Featured ones lead; among themselves, and among the others,
 * chance decides, with three tickets for a recent photo. What was shown in the last half of a
 * round comes after what was not, so that nobody returns before half of all the others were seen.
 *
 * @param shown ids of what was shown before, the last one first.
 * @param random of [0, 1).
 */
export function order(
  photos: readonly Photo[],
  shown: readonly string[],
  random: () => number,
): string[] {
  const newest = photos.reduce((latest, { publishedAt }) => Math.max(latest, publishedAt), 0);
  const lately = new Set(shown.slice(0, Math.floor(photos.length / 2)));
  const drawn = photos.map((photo) => ({
    id: photo.id,
    isFeatured: photo.featured === true,
    wasLately: lately.has(photo.id),
    // Efraimidis and Spirakis, Weighted random sampling with a reservoir (2006): the smaller the
    // sooner, in proportion to the weight.
    lot: -Math.log(1 - random()) / (newest - photo.publishedAt < RECENT_MS ? RECENT_WEIGHT : 1),
  }));
  drawn.sort(
    (a, b) =>
      Number(b.isFeatured) - Number(a.isFeatured) ||
      Number(a.wasLately) - Number(b.wasLately) ||
      a.lot - b.lot,
  );
  return drawn.map(({ id }) => id);
}
