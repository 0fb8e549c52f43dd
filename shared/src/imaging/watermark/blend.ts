import type { RawPicture } from '../raw-picture.ts';

/**
 * A drawing to be laid over a picture, already multiplied by its opacity: each colour of a pixel
 * becomes `colour × keep ÷ 255 + add`. One byte `keep` and three bytes `add` per pixel,
 * `add ≤ 255 − keep`.
 */
export interface Layer {
  width: number;
  height: number;
  keep: Uint8Array;
  add: Uint8Array;
}

/** Lays a drawing onto a picture, in place; what lies outside the picture is left out. */
export function blend(picture: RawPicture, layer: Layer, left: number, top: number): void {
  const fromX = Math.max(0, -left);
  const toX = Math.min(layer.width, picture.width - left);
  const fromY = Math.max(0, -top);
  const toY = Math.min(layer.height, picture.height - top);
  const { data } = picture;
  const { keep: keeps, add } = layer;
  for (let y = fromY; y < toY; y++) {
    let source = y * layer.width + fromX;
    let target = ((top + y) * picture.width + left + fromX) * 3;
    for (let x = fromX; x < toX; x++, source++, target += 3) {
      const keep = keeps[source] ?? 255;
      if (keep === 255) continue;
      for (let channel = 0; channel < 3; channel++) {
        const kept = ((data[target + channel] ?? 0) * keep + 127) / 255;
        data[target + channel] = (kept + (add[source * 3 + channel] ?? 0)) | 0;
      }
    }
  }
}
