/** As large as the relay keeps one; in pixels. */
const MOST_WIDTH = 1_200;
const MOST_HEIGHT = 480;

/**
 * Any picture that the browser can show, SVG too, as a PNG of the size it is needed in: what is
 * sent is small, and the relay never has to draw somebody's SVG.
 *
 * @throws Error where the browser cannot show it.
 */
export async function shrinkLogo(file: Blob): Promise<Blob> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    // An SVG may have no size of its own.
    const [width, height] = [image.naturalWidth || MOST_WIDTH, image.naturalHeight || MOST_HEIGHT];
    const isDrawing = file.type === 'image/svg+xml';
    const fit = Math.min(MOST_WIDTH / width, MOST_HEIGHT / height);
    const scale = isDrawing ? fit : Math.min(1, fit);
    return await draw(image, Math.round(width * scale), Math.round(height * scale));
  } finally {
    URL.revokeObjectURL(url);
  }
}

function draw(image: HTMLImageElement, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, width);
  canvas.height = Math.max(1, height);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The picture could not be drawn.'));
      else resolve(blob);
    }, 'image/png');
  });
}
