import type { Photo } from '@picture-live/shared/protocol';
import type { Picture } from '../pool/decoder.ts';
import { allowed, appear, move, painted, type Motion, type Transition } from './motion.ts';

/** A photo with its picture, ready to be seen. */
export interface Exhibit {
  photo: Photo;
  /** Address of the picture's file. */
  url: string;
  picture: Picture;
  /** What a screen reader says of it. */
  label: string;
  /** Under the photo; null for nothing. */
  caption: string | null;
  fit: 'cover' | 'contain';
  /** It begins to be seen. */
  onSeen: () => void;
}

/** A place on the screen in which photos follow each other. */
export interface Frame {
  /** Resolves when it is on the screen alone, or has been taken away meanwhile. */
  show: (exhibit: Exhibit, how: { transition: Transition; ms: number }) => Promise<void>;
  /** The photo that is seen or coming; null for none. */
  shown: () => { photo: Photo; url: string } | null;
  /** Lays a sharper picture of the same photo over the one that is seen. */
  sharpen: (url: string, picture: Picture) => void;
  /** Away at once, mid-transition too. Whether it was there. */
  drop: (photoId: string) => boolean;
  clear: () => void;
}

interface Slide {
  element: HTMLElement;
  photo: Photo;
  url: string;
  pictures: Picture[];
}

/** @param host is filled by its slides, of which the first lies lowest. */
export function createFrame(host: HTMLElement): Frame {
  /** The one that is seen or coming comes last in this list, and lies beneath the one before it. */
  let slides: Slide[] = [];
  let motion: Motion | null = null;

  function remove(slide: Slide): void {
    slides = slides.filter((one) => one !== slide);
    slide.element.remove();
    for (const picture of slide.pictures) picture.release();
  }

  async function show(exhibit: Exhibit, how: { transition: Transition; ms: number }) {
    const slide = createSlide(exhibit);
    const transition = allowed(how.transition);
    const before = slides.at(-1);
    slides = [...slides, slide];
    host.prepend(slide.element);
    // It lies beneath the other and is painted there, so that the first frame of the fade is cheap.
    await painted();
    if (!slides.includes(slide)) return;
    exhibit.onSeen();
    if (before !== undefined && slides.includes(before)) {
      motion = move(before.element, slide.element, { transition, ms: how.ms });
    } else if (transition !== 'cut') motion = appear(slide.element, how.ms);
    await motion?.over;
    // Taken away on the way: what was there before stays.
    if (slides.includes(slide)) for (const one of slides) if (one !== slide) remove(one);
    motion?.end();
    motion = null;
  }

  return {
    show,
    shown: () => slides.at(-1) ?? null,
    sharpen(url, picture) {
      const slide = slides.at(-1);
      if (slide === undefined) picture.release();
      else void sharpen(slide, url, picture);
    },
    drop(photoId) {
      const gone = slides.filter(({ photo }) => photo.id === photoId);
      for (const slide of gone) remove(slide);
      if (gone.length > 0) motion?.end();
      return gone.length > 0;
    },
    clear() {
      for (const slide of slides) remove(slide);
      motion?.end();
    },
  };
}

function createSlide({ photo, url, picture, label, caption, fit }: Exhibit): Slide {
  const element = document.createElement('figure');
  element.className = `slide is-${fit}`;
  element.dataset['photoId'] = photo.id;
  element.dataset['src'] = url;
  picture.element.setAttribute('aria-label', label);
  element.append(picture.element);
  if (caption !== null) {
    const text = document.createElement('figcaption');
    text.className = 'slide-caption';
    text.textContent = caption;
    element.append(text);
  }
  return { element, photo, url, pictures: [picture] };
}

/** The one before goes once the sharper one has been painted over it. */
async function sharpen(slide: Slide, url: string, picture: Picture): Promise<void> {
  const before = slide.pictures;
  const last = before.at(-1)?.element;
  picture.element.setAttribute('aria-label', last?.getAttribute('aria-label') ?? '');
  last?.after(picture.element);
  slide.pictures = [...before, picture];
  slide.url = url;
  slide.element.dataset['src'] = url;
  await painted();
  for (const one of before) one.release();
  slide.pictures = slide.pictures.filter((one) => !before.includes(one));
}
