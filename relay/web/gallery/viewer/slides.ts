import type { Photo } from '@picture-live/shared/protocol';
import type PhotoSwipe from 'photoswipe';
import type { SlideData } from 'photoswipe';

/** Contents that PhotoSwipe may keep on either side of the present slide. */
const CACHED_EACH_SIDE = 6;

/**
 * A photo as a slide; its size is that of `full`, whether that has arrived yet or not.
 *
 * @param cellOf its cell in the grid, where that is in the document at the time of asking: the
 *   viewer grows out of the picture in it and shrinks back into it.
 */
export function slideOf(
  photo: Photo,
  alt: string,
  cellOf: (photo: Photo) => HTMLElement | undefined,
): SlideData {
  const preview = cellOf(photo)?.querySelector('img')?.currentSrc;
  const { grid, full } = photo.renditions;
  const scale = Math.min(1, 2560 / Math.max(photo.width, photo.height));
  return {
    src: grid.url,
    width: full?.width ?? Math.round(photo.width * scale),
    height: full?.height ?? Math.round(photo.height * scale),
    alt,
    ...(preview !== undefined && { msrc: preview }),
    get element() {
      return cellOf(photo);
    },
    photoId: photo.id,
    revision: photo.revision,
  };
}

/**
 * Where the viewer goes on in a list that has changed: at the same photo; where that is gone, at
 * the one that came after it, or else before it. -1 for an empty list.
 *
 * @param before the list until now.
 */
export function placeIn(photos: readonly Photo[], before: readonly Photo[], { id }: Photo): number {
  const places = new Map(photos.map((photo, place) => [photo.id, place]));
  const at = before.findIndex((photo) => photo.id === id);
  const wanted = at === -1 ? [] : [...before.slice(at), ...before.slice(0, at).toReversed()];
  for (const one of [{ id }, ...wanted]) {
    const place = places.get(one.id);
    if (place !== undefined) return place;
  }
  return photos.length - 1;
}

/**
 * Brings an open viewer in line with a list that has changed. The slide on the screen stays where
 * it is, zoomed and moved as it was, even where photos before it came or went. PhotoSwipe has no
 * call for that: it numbers its slides, so that the numbers have to be moved.
 *
 * @param photos not empty; what the filters `numItems` and `itemData` answer from now on.
 * @param index of the slide to be on the screen.
 */
export function moveSlides(pswp: PhotoSwipe, photos: readonly Photo[], index: number): void {
  const { contentLoader, mainScroll } = pswp;
  for (let step = -CACHED_EACH_SIDE; step <= CACHED_EACH_SIDE; step += 1) {
    contentLoader.removeByIndex(pswp.currIndex + step);
  }
  pswp.currIndex = index;
  pswp.potentialIndex = index;
  for (const [position, holder] of mainScroll.itemHolders.entries()) {
    const place = index + position - 1;
    const { slide } = holder;
    if (slide !== undefined && isSlideOf(slide.data, photos[place])) {
      slide.index = place;
      slide.content.index = place;
      contentLoader.addToCache(slide.content);
    } else pswp.setContent(holder, place, true);
  }
  pswp.currSlide = mainScroll.itemHolders[1]?.slide;
  pswp.currSlide?.setIsActive(true);
  contentLoader.updateLazy();
  pswp.dispatch('change');
}

function isSlideOf(data: SlideData, photo: Photo | undefined): boolean {
  return data['photoId'] === photo?.id && data['revision'] === photo?.revision;
}
