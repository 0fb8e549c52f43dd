import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { PictureLiveError } from '../../errors/index.ts';
import { checkSvg, isSvg } from './svg.ts';

/** A drawing as it is kept: a PNG without any metadata, named by its content. */
export interface Artwork {
  /** SHA-256 of `bytes`, 64 lower-case hex digits. */
  hash: string;
  bytes: Buffer;
  width: number;
  height: number;
}

/** Largest file taken, and largest PNG kept, in bytes. */
export const MAX_ARTWORK_FILE_BYTES = 12 * 1024 ** 2;
export const MAX_ARTWORK_BYTES = 6 * 1024 ** 2;
/** What is decoded at most; more than any screen or printer has. */
export const MAX_ARTWORK_PIXELS = 50_000_000;
/** Larger drawings are made smaller: renditions are 2560 pixels long unless told otherwise. */
const LONG_EDGE = 2560;
/** Drawings in vectors are drawn in this size, once: their fonts and programs stay behind. */
const SVG_LONG_EDGE = 2048;
/** SVG counts its units at this density. */
const SVG_DPI = 72;
const PATIENCE_SECONDS = 10;

const PNG_START = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/**
 * Reads a drawing that a person chose, whatever its name says: a PNG, or an SVG, which is drawn
 * here and now. The same file makes the same artwork again, and an artwork makes itself.
 *
 * @throws PictureLiveError `artwork_refused` with a sentence that says what to do.
 */
export async function readArtwork(file: Buffer): Promise<Artwork> {
  if (file.length > MAX_ARTWORK_FILE_BYTES) throw refused('it is larger than 12 MB');
  const pipeline = await open(file);
  let drawn: { data: Buffer; info: { width: number; height: number } };
  try {
    drawn = await pipeline
      .timeout({ seconds: PATIENCE_SECONDS })
      .toColourspace('srgb')
      .ensureAlpha()
      .png({ compressionLevel: 9, palette: false })
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    throw refused('it is damaged or cannot be drawn', error);
  }
  const { data: bytes, info } = drawn;
  if (bytes.length > MAX_ARTWORK_BYTES) {
    throw refused('it has too much detail for a drawing: make it smaller or plainer');
  }
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { hash, bytes, width: info.width, height: info.height };
}

async function open(file: Buffer): Promise<Sharp> {
  const limits = { limitInputPixels: MAX_ARTWORK_PIXELS };
  if (file.subarray(0, PNG_START.length).equals(PNG_START)) {
    const inside = { width: LONG_EDGE, height: LONG_EDGE, fit: 'inside' } as const;
    return sharp(file, { ...limits, failOn: 'warning' }).resize({
      ...inside,
      withoutEnlargement: true,
    });
  }
  if (!isSvg(file)) throw refused('it is neither a PNG nor an SVG');
  const problem = checkSvg(file.toString('utf8'));
  if (problem !== null) throw refused(problem);
  const density = await svgDensity(file);
  return sharp(file, { ...limits, density }).resize({
    width: SVG_LONG_EDGE,
    height: SVG_LONG_EDGE,
    fit: 'inside',
  });
}

/** The density at which the drawing is about as large as it is kept, so that its edges are sharp. */
async function svgDensity(file: Buffer): Promise<number> {
  try {
    const { width, height } = await sharp(file, { density: SVG_DPI }).metadata();
    const wanted = (SVG_DPI * SVG_LONG_EDGE) / Math.max(width, height);
    return Math.min(10_000, Math.max(1, wanted));
  } catch (error) {
    throw refused('it is damaged or cannot be drawn', error);
  }
}

function refused(why: string, cause?: unknown): PictureLiveError {
  return new PictureLiveError('artwork_refused', `This drawing cannot be used: ${why}.`, { cause });
}
