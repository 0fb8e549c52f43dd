import {
  ARTIST_TAG,
  COPYRIGHT_TAG,
  exifBody,
  XMP_PARTS,
  xmpBody,
} from '../credit/credit-segments.ts';
import { cleanCredit, type Credit } from '../credit/credit.ts';
import { EXIF_HEADER } from '../jpeg/segments.ts';
import { readTiff } from '../jpeg/tiff-reader.ts';
import { unescapeXml } from '../xml.ts';

/*
 * A credit segment is proven by writing it again: whatever can be read out of it must produce
 * exactly the same bytes. No byte is left that could hold anything else, in a place this program
 * does not know of or any other program might look at.
 */

/** Artist and copyright of an EXIF segment's payload; undefined where it holds anything else. */
export function proveExif(body: Buffer): Credit | undefined {
  const directory = readTiff(body.subarray(EXIF_HEADER.length));
  const text = (tag: number) => directory?.bytes(tag)?.toString('utf8').replace(/\0$/, '') ?? null;
  const credit = { artist: text(ARTIST_TAG), copyright: text(COPYRIGHT_TAG) };
  return isClean(credit) && exifBody(credit).equals(body) ? credit : undefined;
}

/** The same for an XMP segment's payload. */
export function proveXmp(body: Buffer): Credit | undefined {
  const packet = body.toString('utf8');
  const credit = { artist: between(packet, 'artist'), copyright: between(packet, 'copyright') };
  return isClean(credit) && xmpBody(credit).equals(body) ? credit : undefined;
}

function isClean(credit: Credit): boolean {
  const { artist, copyright } = cleanCredit(credit);
  return artist === credit.artist && copyright === credit.copyright;
}

function between(packet: string, property: keyof typeof XMP_PARTS): string | null {
  const [open, close] = XMP_PARTS[property];
  const start = packet.indexOf(open);
  const end = start === -1 ? -1 : packet.indexOf(close, start);
  return end === -1 ? null : unescapeXml(packet.slice(start + open.length, end));
}
