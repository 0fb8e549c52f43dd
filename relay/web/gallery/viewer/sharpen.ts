import type { Photo } from '@picture-live/shared/protocol';
import type PhotoSwipe from 'photoswipe';
import { pickForScreen } from '../photos/pick-rendition.ts';

/**
 * Replaces the picture on the screen by a larger rendition where it would look soft: on a large
 * screen, or zoomed in. Until that is decoded the smaller one stays.
 *
 * @param photoOf the photo as it is now, which may have got its `full` since the slide was made.
 */
export function sharpenSlides(pswp: PhotoSwipe, photoOf: (id: unknown) => Photo | undefined): void {
  const wanted = new WeakMap<HTMLElement, string>();

  function sharpen(): void {
    const { currSlide } = pswp;
    const element = currSlide?.content.element;
    if (currSlide === undefined || !(element instanceof HTMLImageElement)) return;
    const photo = photoOf(currSlide.data['photoId']);
    if (photo === undefined || currSlide.data['revision'] !== photo.revision) return;
    const width = currSlide.width * currSlide.currZoomLevel;
    const { url } = pickForScreen(photo, width, window.devicePixelRatio);
    // Never back to a smaller one; and each is asked for once.
    if (url === photo.renditions.grid.url || wanted.get(element) === url) return;
    wanted.set(element, url);
    void replace(element, url);
  }

  async function replace(element: HTMLImageElement, url: string): Promise<void> {
    const sharp = new Image();
    sharp.src = url;
    try {
      await sharp.decode();
      element.src = url;
    } catch {
      // Not there yet, or no network: the next zoom or visit asks again.
      wanted.delete(element);
    }
  }

  pswp.on('change', sharpen);
  pswp.on('imageSizeChange', sharpen);
  pswp.on('loadComplete', sharpen);
}
