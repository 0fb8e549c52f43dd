import type { TextWatermark } from '../../domain/index.ts';
import { assertNever } from '../../errors/index.ts';
import { blend } from './blend.ts';
import type { RawPicture } from '../raw-picture.ts';
import { renderOverlay, type Overlay } from './text-overlay.ts';

/** A shoot has two shapes of pictures and three renditions; a little more for mixed ones. */
const MAX_KEPT = 16;
const kept = new Map<string, Promise<Overlay | null>>();

/**
 * Draws a line of text onto the pixels of a picture. Only the pixels under the text are touched:
 * blending there by hand takes a millisecond where a compositor converts the whole picture.
 */
export async function watermark(picture: RawPicture, settings: TextWatermark): Promise<void> {
  const longEdge = Math.max(picture.width, picture.height);
  const margin = Math.round(settings.margin * longEdge);
  const overlay = await keptOverlay({
    text: settings.text,
    opacity: settings.opacity,
    capHeight: settings.size * longEdge,
    maxWidth: Math.max(1, picture.width - 2 * margin),
    maxHeight: Math.max(1, picture.height - 2 * margin),
  });
  if (!overlay) return;
  const { left, top } = place(picture, overlay, margin, settings.position);
  blend(picture, overlay, left - overlay.halo, top - overlay.halo);
}

type OverlaySettings = Parameters<typeof renderOverlay>[0];

/** The overlay for these settings, rendered once; the least recently used one is forgotten. */
function keptOverlay(settings: OverlaySettings): Promise<Overlay | null> {
  const key = JSON.stringify(settings);
  const overlay = kept.get(key) ?? renderOverlay(settings);
  kept.delete(key);
  kept.set(key, overlay);
  overlay.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  return overlay;
}

/** Top left corner of the ink inside the picture. */
function place(
  picture: RawPicture,
  { inkWidth, inkHeight }: Overlay,
  margin: number,
  position: TextWatermark['position'],
): { left: number; top: number } {
  const right = picture.width - margin - inkWidth;
  const bottom = picture.height - margin - inkHeight;
  switch (position) {
    case 'top-left':
      return { left: margin, top: margin };
    case 'top-right':
      return { left: right, top: margin };
    case 'bottom-left':
      return { left: margin, top: bottom };
    case 'bottom-right':
      return { left: right, top: bottom };
    case 'center':
      return { left: Math.round((margin + right) / 2), top: Math.round((margin + bottom) / 2) };
    default:
      return assertNever(position);
  }
}
