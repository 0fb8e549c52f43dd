import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { ROOT } from '../../setup/places.mjs';
import { ICNS_SIZES, ICO_SIZES, icns, ico, type Drawing } from './containers.ts';

/** The one drawing of our icon: the tether UI shows it, too. */
const DRAWING = path.join(ROOT, 'desktop/src/ui/icon.svg');
const DRAWING_SIZE = 32;

/** What the desktops of Linux look for below `hicolor`. */
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512] as const;

/** On macOS the tile of an icon takes 824 of 1024 pixels; a full square looks too large in the dock. */
const MAC_TILE = 824 / 1024;

/**
 * Draws `icon.icns`, `icon.ico` and `icons/NxN.png` into a folder, sharp at every size.
 */
export async function drawIcons(folder: string): Promise<void> {
  const svg = await readFile(DRAWING);
  await mkdir(path.join(folder, 'icons'), { recursive: true });
  const mac = await Promise.all(ICNS_SIZES.map((size) => draw(svg, size, MAC_TILE)));
  const windows = await Promise.all(ICO_SIZES.map((size) => draw(svg, size, 1)));
  await writeFile(path.join(folder, 'icon.icns'), icns(mac));
  await writeFile(path.join(folder, 'icon.ico'), ico(windows));
  for (const size of LINUX_SIZES) {
    const { png } = await draw(svg, size, 1);
    await writeFile(path.join(folder, 'icons', `${size}x${size}.png`), png);
  }
}

/** @param share of the side that the drawing takes. */
async function draw(svg: Buffer, size: number, share: number): Promise<Drawing> {
  const inner = Math.round(size * share);
  const before = Math.floor((size - inner) / 2);
  const after = size - inner - before;
  const png = await sharp(svg, { density: (72 * inner) / DRAWING_SIZE })
    .resize(inner, inner)
    .extend({
      top: before,
      left: before,
      bottom: after,
      right: after,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return { size, png };
}
