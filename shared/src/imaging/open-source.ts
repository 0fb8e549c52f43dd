import sharp, { type Metadata } from 'sharp';
import { PictureLiveError } from '../errors/index.ts';
import { isProfile, isSrgbProfile } from './colour/icc-reader.ts';
import { DISPLAY_P3, matrixProfile } from './colour/icc-writer.ts';
import type { Credit } from './credit/credit.ts';
import { decode, explainUndecodable, MAX_PIXELS } from './decode.ts';
import { decodeHeif } from './heif/decode-heif.ts';
import { readHeif, type Heif, type HeifColour } from './heif/heif.ts';
import { asTiff, fromRaw, toRaw, type RawPicture } from './raw-picture.ts';
import { readExif } from './source/exif.ts';
import { upright, type Size } from './source/orientation.ts';
import { readSourceCredit } from './source/source-credit.ts';
import { readSource } from './source/source.ts';

/** A picture whose header has been read. */
export interface OpenSource {
  /** Upright, in pixels. */
  size: Size;
  credit: Credit;
  /**
   * Its upright sRGB pixels in this size, not larger than it is.
   *
   * @throws PictureLiveError `undecodable`.
   */
  pixels: (size: Size) => Promise<RawPicture>;
}

/**
 * Opens a picture by what its bytes are.
 *
 * @param container see `develop`.
 * @throws PictureLiveError `undecodable`.
 */
export async function openSource(source: Buffer, container: Buffer | null): Promise<OpenSource> {
  const start = source.toString('latin1', 0, 12);
  if (start.startsWith('\xff\xd8')) return openJpeg(source, container);
  if (start.slice(4, 8) === 'ftyp') {
    const heif = readHeif(source);
    if (heif?.coding === 'hevc') return openHeif(source, heif);
    if (heif?.coding === 'av1') return openOther(source);
  }
  if (OTHERS.test(start)) return openOther(source);
  throw new PictureLiveError(
    'undecodable',
    'The picture cannot be decoded: it is no JPEG, HEIF, PNG, WebP or TIFF.',
  );
}

/** PNG, WebP, TIFF: libvips reads more, also what is a program rather than a picture (SVG, PDF). */
const OTHERS = /^(?:\x89PNG\r\n|RIFF....WEBP|II[*+]\0|MM\0[*+])/s;

function openJpeg(source: Buffer, container: Buffer | null): OpenSource {
  const facts = readSource(source, container);
  return {
    size: upright(facts, facts.orientation),
    credit: facts.credit,
    pixels: (size) => decode(source, facts, size),
  };
}

async function openHeif(source: Buffer, { colour, xmp }: Heif): Promise<OpenSource> {
  const profile = heifProfile(colour);
  const picture = await decodeHeif(source);
  return {
    size: { width: picture.width, height: picture.height },
    credit: readSourceCredit(readExif(source).main, xmp),
    pixels: async (size) => {
      const reduced = await toRaw(fromRaw(picture).resize({ ...size, fit: 'fill' }));
      return profile === null ? reduced : toRaw(sharp(asTiff(reduced, profile)));
    },
  };
}

/** ITU-T H.273: colour primaries of Display P3, transfer functions of HDR (PQ, HLG). */
const P3_PRIMARIES = 12;
const HDR_TRANSFERS = [16, 18];

/** The profile that the pixels have to be converted from; null where they are sRGB. */
function heifProfile({ profile, nclx }: HeifColour): Buffer | null {
  if (profile !== null && isProfile(profile)) return isSrgbProfile(profile) ? null : profile;
  if (nclx !== null && HDR_TRANSFERS.includes(nclx.transfer)) {
    throw new PictureLiveError(
      'undecodable',
      'This HEIF is HDR (PQ or HLG), which phones would show grey: switch HDR off in the camera, or export a JPEG.',
    );
  }
  return nclx?.primaries === P3_PRIMARIES ? matrixProfile(DISPLAY_P3) : null;
}

/** PNG, WebP, TIFF, AVIF: libvips' own path is right for them, only slower. */
async function openOther(source: Buffer): Promise<OpenSource> {
  const pipeline = () =>
    sharp(source, { failOn: 'warning', limitInputPixels: MAX_PIXELS }).autoOrient();
  const { autoOrient, xmp } = await undecodableOr<Metadata>(() => pipeline().metadata());
  return {
    size: autoOrient,
    credit: readSourceCredit(readExif(source).main, xmp),
    pixels: (size) =>
      undecodableOr(() =>
        toRaw(
          pipeline()
            // What shows through is paper, on guests' pages too.
            .flatten({ background: '#ffffff' })
            .resize({ ...size, fit: 'fill' })
            .toColourspace('srgb'),
        ),
      ),
  };
}

async function undecodableOr<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new PictureLiveError('undecodable', explainUndecodable(error), { cause: error });
  }
}
