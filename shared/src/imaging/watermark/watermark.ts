import type { LogoWatermark, TextWatermark } from '../../domain/index.ts';
import { drawingLayer, type Drawing } from '../overlay/drawing.ts';
import type { RawPicture } from '../raw-picture.ts';
import { blend } from './blend.ts';
import { createLayerCache } from './layer-cache.ts';
import { place } from './place.ts';
import { renderOverlay, type Overlay } from './text-overlay.ts';

/** Lines of all renditions and shapes of a shoot, also where each photo has its own. */
const textLayer = createLayerCache<Overlay>(32 * 1024 ** 2);

/**
 * Draws a line of text onto the pixels of a picture. Only the pixels under the text are touched:
 * blending there by hand takes a millisecond where a compositor converts the whole picture.
 *
 * @param settings with the variables of the text filled in.
 */
export async function drawText(picture: RawPicture, settings: TextWatermark): Promise<void> {
  const { longEdge, margin, maxWidth, maxHeight } = roomIn(picture, settings.margin);
  const { text, font, colour, opacity } = settings;
  const capHeight = settings.size * longEdge;
  const wanted = { text, font, colour, opacity, capHeight, maxWidth, maxHeight };
  const overlay = await textLayer(JSON.stringify(wanted), () => renderOverlay(wanted));
  if (!overlay) return;
  const ink = { width: overlay.inkWidth, height: overlay.inkHeight };
  const { left, top } = place(picture, ink, margin, settings.position);
  blend(picture, overlay, left - overlay.halo, top - overlay.halo);
}

/** Draws a logo onto the pixels of a picture, in its own proportions and inside the margins. */
export async function drawLogo(
  picture: RawPicture,
  settings: LogoWatermark,
  logo: Drawing,
): Promise<void> {
  const { longEdge, margin, maxWidth, maxHeight } = roomIn(picture, settings.margin);
  const edge = settings.size * longEdge;
  const room = { width: Math.min(edge, maxWidth), height: Math.min(edge, maxHeight) };
  const layer = await drawingLayer(logo, { room, fit: 'fit', opacity: settings.opacity });
  const { left, top } = place(picture, layer, margin, settings.position);
  blend(picture, layer, left, top);
}

function roomIn({ width, height }: RawPicture, marginShare: number) {
  const longEdge = Math.max(width, height);
  const margin = Math.round(marginShare * longEdge);
  const maxWidth = Math.max(1, width - 2 * margin);
  const maxHeight = Math.max(1, height - 2 * margin);
  return { longEdge, margin, maxWidth, maxHeight };
}
