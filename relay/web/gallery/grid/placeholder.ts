import { thumbHashToAverageRGBA, thumbHashToRGBA } from 'thumbhash';

/** Time for placeholders in one frame, so that scrolling stays smooth on a slow phone. */
const BUDGET_MS = 3;

const waiting = new Map<HTMLCanvasElement, string>();
let isScheduled = false;

/** The average colour of a picture, as a CSS colour: cheap enough for every cell at once. */
export function averageColour(thumbhash: string): string {
  const { r, g, b } = thumbHashToAverageRGBA(bytesOf(thumbhash));
  return `rgb(${[r, g, b].map((share) => Math.round(share * 255)).join(' ')})`;
}

/**
 * Paints the blurred picture into a canvas (about 32 × 32 pixels, scaled up by CSS), a few in each
 * frame.
 */
export function paintPlaceholder(canvas: HTMLCanvasElement, thumbhash: string): void {
  waiting.set(canvas, thumbhash);
  schedule();
}

/** A canvas that is not looked at any more needs no placeholder. */
export function callOff(canvas: HTMLCanvasElement): void {
  waiting.delete(canvas);
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    const start = performance.now();
    for (const [canvas, thumbhash] of waiting) {
      if (performance.now() - start > BUDGET_MS) return schedule();
      waiting.delete(canvas);
      paint(canvas, thumbhash);
    }
  });
}

function paint(canvas: HTMLCanvasElement, thumbhash: string): void {
  const { w, h, rgba } = thumbHashToRGBA(bytesOf(thumbhash));
  canvas.width = w;
  canvas.height = h;
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
