/** Anything with a place in the feed. */
interface Placed {
  seq: number;
}

/** Photos that are broken into rows by themselves, newest first. */
export interface Section<T extends Placed> {
  /** The same for the same stretch of the feed, whatever arrives or leaves elsewhere. */
  key: number;
  photos: readonly T[];
}

/** Length of a section in the feed; with two events for each photo that is 32 photos. */
export const SECTION_SEQS = 64;
/** Fewer cannot fill rows nicely. */
const MIN_PHOTOS = 8;

/**
 * Cuts a session's photos into sections at fixed places of its feed. A photo that arrives or
 * leaves can then move others only within its own section, and the rest of the page stays as it
 * is; no memory of an earlier layout is needed for that.
 *
 * @param photos newest first.
 * @param more whether older ones have yet to be loaded: what may not be whole at the end is
 *   left out then.
 */
export function cutSections<T extends Placed>(photos: readonly T[], more: boolean): Section<T>[] {
  const stretches = cutStretches(photos);
  const open = more && stretches.length > 1 ? stretches.pop() : undefined;
  const sections: Section<T>[] = [];
  for (const stretch of stretches) {
    const newest = sections.at(-1);
    // A small one joins its newer neighbour; at the very top there is only the older one to join.
    const isSmall = stretch.photos.length < MIN_PHOTOS;
    const topIsSmall = sections.length === 1 && (newest?.photos.length ?? 0) < MIN_PHOTOS;
    if (newest !== undefined && (isSmall || topIsSmall)) {
      newest.photos = [...newest.photos, ...stretch.photos];
    } else sections.push(stretch);
  }
  // What is open may turn out to be small and join the one before it.
  const mayJoin = open !== undefined && open.photos.length < MIN_PHOTOS;
  return mayJoin && sections.length > 1 ? sections.slice(0, -1) : sections;
}

function cutStretches<T extends Placed>(photos: readonly T[]): Section<T>[] {
  const stretches: { key: number; photos: T[] }[] = [];
  for (const photo of photos) {
    const key = Math.floor(photo.seq / SECTION_SEQS);
    const last = stretches.at(-1);
    if (last?.key === key) last.photos.push(photo);
    else stretches.push({ key, photos: [photo] });
  }
  return stretches;
}
