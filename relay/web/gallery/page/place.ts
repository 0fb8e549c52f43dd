import { Id } from '@picture-live/shared/protocol';
import * as z from 'zod/mini';
import { photoIdOf } from '../viewer/photo-address.ts';

/** Where a guest was when the page had to be left, for when they are back. */
const Place = z.object({
  photoId: Id,
  /** It filled the screen; otherwise it was the first one in sight in the grid. */
  isOpen: z.boolean(),
  /** Where its cell began on the screen, in CSS pixels. */
  top: z.number(),
});
export type Place = z.infer<typeof Place>;

const keyOf = (): string => `place ${location.pathname}`;

/** Remembers what is looked at, in this tab only. */
export function keepPlace(): void {
  const open = photoIdOf(location.hash);
  const place = open === null ? firstInSight() : { photoId: open, isOpen: true, top: 0 };
  if (place === null) return;
  try {
    sessionStorage.setItem(keyOf(), JSON.stringify(place));
  } catch {
    // A browser that keeps nothing: the guest comes back to the top.
  }
}

/** What `keepPlace` remembered; once. */
export function takePlace(): Place | null {
  try {
    const kept = sessionStorage.getItem(keyOf());
    sessionStorage.removeItem(keyOf());
    return kept === null ? null : z.parse(Place, JSON.parse(kept));
  } catch {
    // Not ours, or of another version: as if there were none.
    return null;
  }
}

/** At the top there is no place to keep: what is new belongs there. */
function firstInSight(): Place | null {
  if (window.scrollY === 0) return null;
  // In the order of reading, however they came into the document.
  let first: { cell: HTMLElement; box: DOMRect } | undefined;
  for (const cell of document.querySelectorAll<HTMLElement>('[data-photo-id]')) {
    const box = cell.getBoundingClientRect();
    const isInSight = box.bottom > 0 && box.top < window.innerHeight;
    if (isInSight && (first === undefined || isBefore(box, first.box))) first = { cell, box };
  }
  const photoId = first?.cell.dataset['photoId'];
  return photoId === undefined ? null : { photoId, isOpen: false, top: first?.box.top ?? 0 };
}

function isBefore(a: DOMRect, b: DOMRect): boolean {
  return a.top === b.top ? a.left < b.left : a.top < b.top;
}
