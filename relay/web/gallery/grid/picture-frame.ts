import { headStart } from './head-start.ts';
import { callOff, paintPlaceholder } from './placeholder.ts';

/** What a frame is to show. */
export interface FramedPicture {
  src: string;
  thumbhash: string;
  /** It has just arrived and somebody is waiting for it: no time to lose. */
  isUrgent: boolean;
  /** What passes at this moment passes too fast to be seen. */
  isRacing: () => boolean;
  /** Another number: what failed is to be tried again. */
  attempt: number;
  /** The picture is decoded and has been painted. */
  onPainted: () => void;
}

/** Shows a blur, then a picture, and each later picture in place of the one before. */
export interface PictureFrame {
  /** For `ref`: the element to fill. */
  attach: (element: HTMLElement | null) => void;
  show: (picture: FramedPicture) => void;
  /** Nobody looks any more: ends what is on its way. */
  close: () => void;
}

/** What is scrolled past faster than this is never asked for. */
const GRACE_MS = 80;
/** After a failure; then only with the next `attempt`. */
const RETRY_MS = [1_000, 4_000, 15_000];
/** Addresses that were shown before come from the browser's cache: no delay, no fading. */
const MAX_KNOWN = 2_000;
const known = new Set<string>();

export function createPictureFrame(): PictureFrame {
  const canvas = document.createElement('canvas');
  canvas.className = 'placeholder';
  let host: HTMLElement | null = null;
  let wanted: FramedPicture | null = null;
  let endLoading: (() => void) | null = null;

  function attach(element: HTMLElement | null): void {
    if (element === null || element === host) return;
    host = element;
    host.append(canvas);
  }

  function show(picture: FramedPicture): void {
    const before = wanted;
    wanted = picture;
    if (before === null) paintPlaceholder(canvas, picture.thumbhash);
    const isKnown = before?.src === picture.src;
    const isTriedAgain = before?.attempt !== picture.attempt && !isShown(picture.src);
    if (isKnown && !isTriedAgain) return;
    endLoading?.();
    endLoading = load(picture, lay);
  }

  function isShown(src: string): boolean {
    return host?.querySelector('.picture:last-child')?.getAttribute('src') === src;
  }

  /** Lays a decoded picture over whatever is there, so that nothing half-loaded is ever seen. */
  function lay(image: HTMLImageElement, picture: FramedPicture): void {
    if (host === null) return;
    const before = host.querySelectorAll('.picture');
    host.append(image);
    // The frame after the one that contains it: by then it has been on the screen.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const old of before) old.remove();
        callOff(canvas);
        canvas.remove();
        if (wanted?.src !== picture.src) return;
        image.dataset['painted'] = '';
        headStart.end();
        wanted.onPainted();
      }),
    );
  }

  return {
    attach,
    show,
    close() {
      wanted = null;
      callOff(canvas);
      endLoading?.();
    },
  };
}

/** Loads and decodes a picture outside of the page. Returns how to end that. */
function load(
  picture: FramedPicture,
  onDecoded: (image: HTMLImageElement, picture: FramedPicture) => void,
): () => void {
  const { src } = picture;
  // While the page is scrolled fast, fading costs more than anybody sees of it.
  const image = createImage(picture.isUrgent && !known.has(src));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;

  async function attempt(failures: number): Promise<void> {
    image.src = src;
    try {
      await image.decode();
    } catch {
      // No network, or taken back a moment ago; an ended download rejects as well.
      const delay = RETRY_MS[failures];
      if (isEnded || delay === undefined) return;
      headStart.end();
      timer = setTimeout(() => {
        image.removeAttribute('src');
        void attempt(failures + 1);
      }, delay);
      return;
    }
    if (isEnded) return;
    remember(src);
    onDecoded(image, picture);
  }

  function waitForCalm(): void {
    timer = setTimeout(() => {
      if (picture.isRacing()) waitForCalm();
      else void attempt(0);
    }, GRACE_MS);
  }

  let giveUp = (): void => undefined;
  if (picture.isUrgent) giveUp = headStart.take(() => void attempt(0));
  else waitForCalm();
  return () => {
    isEnded = true;
    giveUp();
    clearTimeout(timer);
    if (!image.isConnected) image.removeAttribute('src');
  };
}

function createImage(fades: boolean): HTMLImageElement {
  const image = new Image();
  image.alt = '';
  image.className = fades ? 'picture fades' : 'picture';
  image.decoding = 'async';
  image.draggable = false;
  return image;
}

function remember(src: string): void {
  known.add(src);
  const [oldest] = known;
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
}
