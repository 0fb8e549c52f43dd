import { matrixProfile, SRGB } from '../colour/icc-writer.ts';
import type { Credit } from '../credit/credit.ts';
import { exifBody, xmpBody } from '../credit/credit-segments.ts';
import { ICC_HEADER, MARKER, segment } from './segments.ts';

/** JFIF 1.1, no density, no thumbnail. */
const JFIF_BODY = Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1');

/**
 * Payload of the segment that says sRGB. Browsers that manage colour only for tagged pictures, and
 * programs with another working space, show an untagged one wrong; 0.6 KB is the price.
 */
export const SRGB_BODY = Buffer.concat([
  ICC_HEADER,
  // The first of one part.
  Buffer.from([1, 1]),
  matrixProfile(SRGB),
]);

const JFIF = segment(MARKER.app0, JFIF_BODY);
const COLOUR = segment(MARKER.app2, SRGB_BODY);

/**
 * Puts the header of a finished rendition before its pixels: JFIF, artist and copyright as EXIF and
 * as XMP, the colour space. Older programs read only the EXIF, newer ones trust only the XMP with
 * letters beyond ASCII.
 *
 * @param bare as the encoder wrote it, without any header of its own.
 * @param credit as `cleanCredit` leaves it.
 */
export function withHeader(bare: Buffer, credit: Credit): Buffer {
  const hasCredit = credit.artist !== null || credit.copyright !== null;
  return Buffer.concat([
    bare.subarray(0, 2),
    JFIF,
    ...(hasCredit
      ? [segment(MARKER.app1, exifBody(credit)), segment(MARKER.app1, xmpBody(credit))]
      : []),
    COLOUR,
    bare.subarray(2),
  ]);
}
