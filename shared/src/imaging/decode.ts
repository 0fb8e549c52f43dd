import sharp, { type FailOnOptions, type SharpOptions } from 'sharp';
import { PictureLiveError } from '../errors/index.ts';
import { isProfile, isSrgbProfile } from './colour/icc-reader.ts';
import { ADOBE_RGB, matrixProfile } from './colour/icc-writer.ts';
import { isSideways, turnUpright, type Size } from './source/orientation.ts';
import { asTiff, toRaw, type RawPicture } from './raw-picture.ts';
import type { SourceFacts } from './source/source.ts';

/** More than any camera makes, and what a laptop can still decode. */
export const MAX_PIXELS = 200_000_000;

/** Warnings of libjpeg about slips in the headers some cameras write, not about pixels. */
const HARMLESS = /extraneous bytes before marker|Invalid SOS parameters|JFIF|Adobe color transform/;

// One pipeline works on one core; the photos in flight fill the others. Nothing is decoded twice.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a JPEG into upright sRGB pixels of a size.
 *
 * @param size upright, not larger than the source.
 * @throws PictureLiveError `undecodable`.
 */
export async function decode(source: Buffer, facts: SourceFacts, size: Size): Promise<RawPicture> {
  if (facts.width * facts.height > MAX_PIXELS) {
    const megapixels = Math.round((facts.width * facts.height) / 1e6);
    throw new PictureLiveError(
      'undecodable',
      `The picture is too large to develop: ${megapixels} megapixels, the limit is ${MAX_PIXELS / 1e6}.`,
    );
  }
  try {
    return await convert(source, facts, size);
  } catch (error) {
    throw new PictureLiveError('undecodable', explainUndecodable(error), { cause: error });
  }
}

async function convert(source: Buffer, facts: SourceFacts, size: Size): Promise<RawPicture> {
  // Grey and CMYK are rare: libvips' own colour path is right for them, only slower.
  if (facts.components !== 3) return decodePixels(source, facts, size, { ignoreIcc: false });
  const picture = await decodePixels(source, facts, size, { ignoreIcc: true });
  const profile = conversionProfile(facts);
  // Converting the small picture costs a sixth of converting the source.
  return profile ? toRaw(sharp(asTiff(picture, profile))) : picture;
}

/** The profile that the stored pixels have to be converted from; null where they are sRGB. */
function conversionProfile({ profile, adobeRgb }: SourceFacts): Buffer | null {
  if (profile && isProfile(profile)) return isSrgbProfile(profile) ? null : profile;
  return adobeRgb ? matrixProfile(ADOBE_RGB) : null;
}

async function decodePixels(
  source: Buffer,
  { orientation }: SourceFacts,
  size: Size,
  options: SharpOptions,
): Promise<RawPicture> {
  const stored = isSideways(orientation) ? { width: size.height, height: size.width } : size;
  const run = (failOn: FailOnOptions) =>
    toRaw(
      turnUpright(
        sharp(source, { ...options, failOn, limitInputPixels: MAX_PIXELS }).resize({
          ...stored,
          fit: 'fill',
        }),
        orientation,
      ),
    );
  try {
    return await run('warning');
  } catch (error) {
    if (isHarmless(error)) return run('error');
    throw error;
  }
}

function isHarmless(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message.split('\n').every((warning) => HARMLESS.test(warning));
}

export function explainUndecodable(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (/premature end/i.test(reason)) {
    return 'The picture cannot be decoded: the file ends before the picture does.';
  }
  const line = reason.split('\n', 1)[0]?.replace(/^Vips[A-Za-z]+: /, '') ?? '';
  return `The picture cannot be decoded: ${line.replace(/\.?$/, '.')}`;
}
