import { extname } from 'node:path';
import type { FileFormat } from '../outcome.ts';
import { identifyTiff } from './tiff.ts';

/** How many bytes `identify` wants: the first directory of a TIFF based RAW file lies within. */
export const HEAD_BYTES = 4096;

/** `ftyp` brands (ISO/IEC 23008-12, AVIF) of still pictures. */
const STILL_BRANDS = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'hevm',
  'hevs',
  'mif1',
  'mif2',
  'msf1',
  'avif',
  'avis',
]);
/** First boxes of a QuickTime file that is older than `ftyp`. */
const QUICKTIME_BOXES = new Set(['moov', 'mdat', 'wide', 'pnot']);
/** Containers whose beginning says too little. */
const VIDEO_EXTENSIONS = new Set(['.mts', '.m2ts', '.ts', '.mpg', '.mpeg', '.wmv', '.flv']);

/**
 * Says what a file is by its first bytes; the name only decides between formats that begin alike.
 *
 * @param head the first `HEAD_BYTES` bytes, or the whole file where it is shorter.
 * @param name file name or path.
 */
export function identify(head: Buffer, name: string): FileFormat {
  const extension = extname(name).toLowerCase();
  if (isJpeg(head)) return 'jpeg';
  if (starts(head, '89 50 4e 47 0d 0a 1a 0a')) return 'png';
  if (text(head, 0, 15) === 'FUJIFILMCCD-RAW') return 'raf';
  if (text(head, 0, 4) === 'RIFF') return identifyRiff(text(head, 8, 12));
  if (text(head, 4, 8) === 'ftyp') return identifyBoxes(text(head, 8, 12));
  if (QUICKTIME_BOXES.has(text(head, 4, 8)) || starts(head, '1a 45 df a3')) return 'video';
  const tiff = identifyTiff(head, extension);
  if (tiff !== null) return tiff;
  if (isXmp(head)) return 'xmp';
  return isTransportStream(head) || isNamedVideo(head, extension) ? 'video' : 'unknown';
}

function text(head: Buffer, from: number, to: number): string {
  return head.toString('latin1', from, to);
}

function starts(head: Buffer, hex: string): boolean {
  const magic = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  return head.subarray(0, magic.length).equals(magic);
}

/** A JPEG of which only a byte or two have arrived is one as well. */
function isJpeg(head: Buffer): boolean {
  const magic = Buffer.from('ffd8ff', 'hex').subarray(0, head.length);
  return magic.length > 0 && head.subarray(0, magic.length).equals(magic);
}

function identifyRiff(kind: string): FileFormat {
  if (kind === 'WEBP') return 'webp';
  return kind === 'AVI ' ? 'video' : 'unknown';
}

function identifyBoxes(brand: string): FileFormat {
  if (brand === 'crx ') return 'cr3';
  return STILL_BRANDS.has(brand) ? 'heif' : 'video';
}

function isXmp(head: Buffer): boolean {
  const start = head
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .trimStart();
  return /^(?:<\?xml[^>]*>\s*)?<(?:\?xpacket|x:xmpmeta|rdf:RDF)/u.test(start);
}

/** MPEG-TS as AVCHD cameras write it: packets of 188 bytes, or of 192 with a time code before. */
function isTransportStream(head: Buffer): boolean {
  return [188, 192].some((size) => {
    const first = size - 188;
    return [0, 1, 2, 3].every((packet) => head[first + packet * size] === 0x47);
  });
}

function isNamedVideo(head: Buffer, extension: string): boolean {
  const mpeg = starts(head, '00 00 01 ba') || starts(head, '00 00 01 b3');
  const asf = starts(head, '30 26 b2 75');
  const flash = text(head, 0, 3) === 'FLV';
  return VIDEO_EXTENSIONS.has(extension) && (mpeg || asf || flash);
}
