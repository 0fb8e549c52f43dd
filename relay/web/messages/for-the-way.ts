/** Long edge in pixels: more than any phone shows of a message. */
const LONG_EDGE = 2_048;
const QUALITY = 0.85;

/**
 * A picture as it goes over a crowded network: smaller, and without what the camera wrote into it.
 * One that this browser cannot draw, or that would not get smaller, goes as it is: the relay takes
 * the metadata out in any case.
 */
export async function forTheWay(file: File): Promise<Uint8Array> {
  const asItIs = async (): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
  const drawn = await draw(file);
  if (drawn === null || drawn.size >= file.size) return asItIs();
  return new Uint8Array(await drawn.arrayBuffer());
}

async function draw(file: File): Promise<Blob | null> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONG_EDGE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  } catch (error) {
    // A format that only the relay knows.
    if (error instanceof DOMException) return null;
    throw error;
  }
}
