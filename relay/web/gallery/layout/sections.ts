/** Anything that is cut by its own id. */
interface Identified {
  id: string;
}

/** Photos that are broken into rows by themselves, in their order. */
export interface Section<T extends Identified> {
  /** The same for the same stretch of the list, whatever arrives or leaves elsewhere. */
  key: string;
  photos: readonly T[];
}

/** How much of the list is here. */
export interface Extent {
  /** Photos have yet to be loaded before the first one. */
  moreBefore: boolean;
  /** And behind the last one. */
  moreBehind: boolean;
  /** The list was opened at this photo, in its middle: a section begins with it. */
  openedAt: string | null;
}

/** One photo in so many ends a section. */
export const PHOTOS_EACH = 16;
/** Fewer cannot fill rows nicely. */
const MIN_PHOTOS = 8;
/** Of the stretch that no photo ends. */
const OPEN_END = 'end';

/**
 * Cuts a list of photos into sections, each ended by a photo whose id, which is as good as random,
 * says so. Whatever arrives or leaves can then move others only within its own section (and the
 * next one, where it was an end); no memory of an earlier layout is needed for that, in any order
 * and with any filter.
 *
 * @param photos in the order they are shown. What may not be whole at either end is left out.
 */
export function cutSections<T extends Identified>(
  photos: readonly T[],
  { moreBefore, moreBehind, openedAt }: Extent,
): Section<T>[] {
  const stretches = cutStretches(photos, openedAt);
  const isOpened = ({ photos: [first] }: Section<T>): boolean => first?.id === openedAt;
  const isSmall = (section: Section<T>): boolean => section.photos.length < MIN_PHOTOS;
  // The first one may begin earlier, and small ones may belong to it.
  const isCutOff = (section: Section<T>, index: number): boolean =>
    !isOpened(section) && (index === 0 || isSmall(section));
  const begin = stretches.findIndex((section, index) => !isCutOff(section, index));
  const whole = moreBefore ? stretches.slice(begin === -1 ? stretches.length : begin) : stretches;
  const isOpen = moreBehind && whole.length > 1 && whole.at(-1)?.key === OPEN_END;
  const open = isOpen ? whole.pop() : undefined;
  const sections: Section<T>[] = [];
  for (const stretch of whole) {
    const before = sections.at(-1);
    // Behind another a small one joins that; at the top there is only the next one to join.
    const isTop =
      before !== undefined && (isOpened(before) || (sections.length === 1 && !moreBefore));
    const joins = !isOpened(stretch) && (isSmall(stretch) || (isTop && isSmall(before)));
    if (before !== undefined && joins) before.photos = [...before.photos, ...stretch.photos];
    else sections.push(stretch);
  }
  // What comes next may turn out to be small and join the last one.
  const mayGrow = moreBehind && (open === undefined || isSmall(open));
  return mayGrow && sections.length > 1 ? sections.slice(0, -1) : sections;
}

function cutStretches<T extends Identified>(
  photos: readonly T[],
  openedAt: string | null,
): Section<T>[] {
  const stretches: Section<T>[] = [];
  let photosOfStretch: T[] = [];
  const end = (key: string): void => {
    if (photosOfStretch.length > 0) stretches.push({ key, photos: photosOfStretch });
    photosOfStretch = [];
  };
  for (const photo of photos) {
    if (photo.id === openedAt) end(`before ${openedAt}`);
    photosOfStretch.push(photo);
    if (endsSection(photo.id)) end(photo.id);
  }
  end(OPEN_END);
  return stretches;
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over the id. */
function endsSection(id: string): boolean {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % PHOTOS_EACH === 0;
}
