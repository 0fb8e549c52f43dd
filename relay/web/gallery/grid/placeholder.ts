import { thumbHashToAverageRGBA, thumbHashToRGBA } from 'thumbhash';
import { whenIdle } from '../page/when-idle.ts';

/** Canvases that are to be painted, with their thumbhashes. */
const waiting = new Map<HTMLCanvasElement, string>();
let isScheduled = false;

/** The average colour of a picture, as a CSS colour: cheap enough for every cell at once. */
export function averageColour(thumbhash: string): string {
  const { r, g, b } = thumbHashToAverageRGBA(bytesOf(thumbhash));
  return `rgb(${[r, g, b].map((share) => Math.round(share * 255)).join(' ')})`;
}

/**
 * Paints the blurred picture into a canvas (about 32 × 32 pixels, scaled up by CSS) when the page
 * has time: scrolling comes first, and a picture that is there sooner needs none.
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
  whenIdle((hasTime) => {
    isScheduled = false;
    for (const [canvas, thumbhash] of waiting) {
      waiting.delete(canvas);
      paint(canvas, thumbhash);
      if (!hasTime()) break;
    }
    if (waiting.size > 0) schedule();
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
