import type { Jpeg } from './drawing.ts';

/** Twice what 80 mm need at 300 dots per inch would be wasted on a logo. */
const MOST_PIXELS = 1_200;
const QUALITY = 0.92;

/**
 * A logo as a JPEG on white.
 *
 * @returns null where it cannot be loaded: it may be on another site, which the studio asks nothing.
 */
export async function loadLogo(url: string): Promise<Jpeg | null> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const scale = Math.min(1, MOST_PIXELS / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', QUALITY);
  });
  if (blob === null) return null;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { width: canvas.width, height: canvas.height, bytes };
}
