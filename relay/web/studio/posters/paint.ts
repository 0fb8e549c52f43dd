import type { Box, Drawing, Mask } from './drawing.ts';

/** Paints the poster on the screen as it will be printed. @param dots of a millimetre. */
export async function paint(
  canvas: HTMLCanvasElement,
  { width, height, marks }: Drawing,
  dots: number,
): Promise<void> {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const pictures = await Promise.all(
    marks.map(async (mark) =>
      mark.kind === 'picture'
        ? createImageBitmap(new Blob([mark.picture.bytes.slice()], { type: 'image/jpeg' }))
        : null,
    ),
  );
  canvas.width = width * dots;
  canvas.height = height * dots;
  context.imageSmoothingQuality = 'high';
  context.scale(dots, dots);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  for (const [index, mark] of marks.entries()) {
    const picture = pictures[index] ?? null;
    if (mark.kind === 'picture') {
      if (picture !== null) context.drawImage(picture, ...edges(mark.box));
      continue;
    }
    context.fillStyle = mark.colour;
    if (mark.kind === 'area') context.fillRect(...edges(mark.box));
    else if (mark.kind === 'areas') for (const box of mark.boxes) context.fillRect(...edges(box));
    else context.drawImage(inked(mark.mask, mark.colour), ...edges(mark.box));
  }
}

function edges({ x, y, width, height }: Box): [number, number, number, number] {
  return [x, y, width, height];
}

function inked({ width, height, bits }: Mask, colour: string): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  const pixels = context.createImageData(width, height);
  const rowBytes = Math.ceil(width / 8);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const bit = (bits[y * rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7));
      if (bit !== 0) pixels.data[(y * width + x) * 4 + 3] = 255;
    }
  }
  context.putImageData(pixels, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return canvas;
}
