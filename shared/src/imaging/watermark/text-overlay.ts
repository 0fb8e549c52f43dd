import { createRequire } from 'node:module';
import sharp from 'sharp';
import type { WatermarkFont } from '../../domain/index.ts';
import type { Layer } from './blend.ts';
import { escapeXml } from '../xml.ts';
import { outsideArchive } from './outside-archive.ts';

/** Bundled, so that a machine without a single font still writes the same watermark. */
const FONTS: Record<WatermarkFont, { family: string; file: string }> = {
  sans: { family: 'DejaVu Sans', file: 'DejaVuSans' },
  'sans-bold': { family: 'DejaVu Sans Bold', file: 'DejaVuSans-Bold' },
  'condensed-bold': { family: 'DejaVu Sans Condensed Bold', file: 'DejaVuSansCondensed-Bold' },
  serif: { family: 'DejaVu Serif', file: 'DejaVuSerif' },
  'serif-bold': { family: 'DejaVu Serif Bold', file: 'DejaVuSerif-Bold' },
  mono: { family: 'DejaVu Sans Mono', file: 'DejaVuSansMono' },
};
const { resolve } = createRequire(import.meta.url);
/** Height of a capital letter of these fonts, as a share of their size. */
const CAP_HEIGHT = 0.729;
/** How far the shadow reaches, as a share of a capital letter's height, and how dark it is. */
const SHADOW_SIGMA = 0.12;
const SHADOW_STRENGTH = 1.6;
const MIN_FONT_PIXELS = 4;
/** Small enough that the longest and widest text can be measured with it. */
const MEASURING_PIXELS = 24;

/** Text on a soft shadow that contrasts with it, legible on light and on dark. */
export interface Overlay extends Layer {
  /** Size of the letters themselves, `halo` pixels in from every side. */
  inkWidth: number;
  inkHeight: number;
  halo: number;
}

export interface OverlaySettings {
  text: string;
  font: WatermarkFont;
  /** `#rrggbb`. */
  colour: string;
  /** 0…1. */
  opacity: number;
  /** Pixels. */
  capHeight: number;
  /** The text is made smaller until it fits into these. */
  maxWidth: number;
  maxHeight: number;
}

/** Renders a line of text; null where the text has nothing to draw. */
export async function renderOverlay(settings: OverlaySettings): Promise<Overlay | null> {
  const text = await renderFitting(settings);
  if (!text) return null;
  const { ink, fontPixels } = text;

  const sigma = Math.max(0.5, fontPixels * CAP_HEIGHT * SHADOW_SIGMA);
  const halo = Math.ceil(sigma * 2.5);
  const width = ink.width + 2 * halo;
  const height = ink.height + 2 * halo;
  const letters = Buffer.alloc(width * height);
  for (let y = 0; y < ink.height; y++) {
    const row = ink.data.subarray(y * ink.width, (y + 1) * ink.width);
    letters.set(row, (y + halo) * width + halo);
  }
  const shadow = await sharp(letters, { raw: { width, height, channels: 1 } })
    .blur(sigma)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const layer = { width, height, ...compose(letters, shadow, settings) };
  return { ...layer, inkWidth: ink.width, inkHeight: ink.height, halo };
}

/** The text in the wanted size, or in the one at which it just fits. */
async function renderFitting(
  settings: OverlaySettings,
): Promise<{ ink: Ink; fontPixels: number } | null> {
  let fontPixels = MEASURING_PIXELS;
  let ink = await renderInk(settings, fontPixels);
  // Letters are drawn on whole pixels: what was measured small is a little off when it is large.
  for (let round = 0; ink && round < 2; round++) {
    const room = Math.min(settings.maxWidth / ink.width, settings.maxHeight / ink.height);
    const wanted = Math.min(settings.capHeight / CAP_HEIGHT, fontPixels * room);
    if (round > 0 && wanted >= fontPixels) break;
    fontPixels = Math.max(MIN_FONT_PIXELS, wanted);
    ink = await renderInk(settings, fontPixels);
  }
  return ink && { ink, fontPixels };
}

interface Ink {
  data: Buffer;
  width: number;
  height: number;
}

/** Coverage of the letters, one byte a pixel, cropped to what is drawn. */
async function renderInk(
  { text, font }: Pick<OverlaySettings, 'text' | 'font'>,
  fontPixels: number,
): Promise<Ink | null> {
  const pipeline = sharp({
    text: {
      text: escapeXml(text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')),
      font: `${FONTS[font].family} ${fontPixels.toFixed(2)}`,
      fontfile: outsideArchive(resolve(`dejavu-fonts-ttf/ttf/${FONTS[font].file}.ttf`)),
      // At 72 dpi a point is a pixel.
      dpi: 72,
      wrap: 'none',
    },
  });
  try {
    const { data, info } = await pipeline
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (error) {
    // What libvips says of spaces and other characters without ink.
    if (error instanceof Error && /no text to render/.test(error.message)) return null;
    throw error;
  }
}

function compose(
  letters: Buffer,
  shadow: Buffer,
  { opacity, colour }: Pick<OverlaySettings, 'opacity' | 'colour'>,
): Pick<Layer, 'keep' | 'add'> {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const glow = isLight(rgb) ? 0 : 255;
  const keep = new Uint8Array(letters.length);
  const add = new Uint8Array(letters.length * 3);
  letters.forEach((coverage, i) => {
    const ink = (coverage / 255) * opacity;
    // Around the letters only: under them it would make white grey.
    const around = (1 - coverage / 255) * opacity;
    const shade = Math.min(1, ((shadow[i] ?? 0) / 255) * SHADOW_STRENGTH) * around;
    const kept = (1 - ink) * (1 - shade);
    keep[i] = Math.floor(kept * 255);
    rgb.forEach((light, channel) => {
      add[i * 3 + channel] = Math.floor(light * ink + glow * (1 - ink) * shade);
    });
  });
  return { keep, add };
}

/** By the weights of ITU-R BT.601. */
function isLight([red = 0, green = 0, blue = 0]: number[]): boolean {
  return 0.299 * red + 0.587 * green + 0.114 * blue > 110;
}
