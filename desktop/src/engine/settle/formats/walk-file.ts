import { readBoxes, readHeif } from '@picture-live/shared/imaging';
import { walkJpeg } from '../jpeg/walk.ts';
import type { ReadFormat } from '../outcome.ts';
import { findZeroRun } from '../zero-run.ts';
import { walkPng } from './png.ts';
import { findPreview } from './preview.ts';
import { tiffEnd } from './tiff.ts';
import { wholeFile, type FileVerdict } from './verdict.ts';

/**
 * Says by its structure whether a file of this format is all there, and what of it is the picture.
 * Never throws.
 */
export function walkFile(bytes: Buffer, format: ReadFormat): FileVerdict {
  try {
    return WALKS[format](bytes);
  } catch (error) {
    // A field that would lie past the end.
    if (error instanceof RangeError) return { kind: 'cut' };
    throw error;
  }
}

const WALKS: Record<ReadFormat, (bytes: Buffer) => FileVerdict> = {
  jpeg: walkWholeJpeg,
  heif: walkHeif,
  png: walkPng,
  webp: walkWebp,
  tiff: walkTiff,
  cr2: walkTiffRaw,
  nef: walkTiffRaw,
  arw: walkTiffRaw,
  dng: walkTiffRaw,
  orf: walkTiffRaw,
  rw2: walkTiffRaw,
  raw: walkTiffRaw,
  cr3: walkCr3,
  raf: walkRaf,
  xmp: walkXmp,
};

/** XMP packets end with up to 4 KB of white space, to be edited in place. */
const XMP_TAIL_BYTES = 8192;
/** A pixel value repeated for so long may be picture, where pixels are not coded. */
const SUSPICIOUS_ZEROS = 65_536;
/** HEVC never has three zero bytes in a row but in the length of a part; AV1 is nearly random. */
const HEVC_ZEROS = 16;
const CODED_ZEROS = 256;

function walkWholeJpeg(bytes: Buffer): FileVerdict {
  const verdict = walkJpeg(bytes);
  return verdict.kind === 'whole' ? { ...verdict, picture: bytes } : verdict;
}

/** A RAW file, of whose own data nothing is developed: zeros in it are a reason to wait. */
function withPreview(bytes: Buffer): FileVerdict {
  const preview = findPreview(bytes);
  const zeros = findZeroRun(bytes, 0, bytes.length, SUSPICIOUS_ZEROS);
  // The preview may be what has not arrived.
  if (preview.kind === 'no_preview' && zeros !== null) return { kind: 'hole', at: zeros.at };
  if (preview.kind !== 'whole') return preview;
  return { ...preview, doubtful: preview.doubtful || zeros !== null };
}

function walkTiffRaw(bytes: Buffer): FileVerdict {
  return tiffEnd(bytes) > bytes.length ? { kind: 'cut' } : withPreview(bytes);
}

function walkTiff(bytes: Buffer): FileVerdict {
  // BigTIFF keeps its directories in another way: it is decoded once it was quiet for long.
  const isBig = bytes.readUInt8(2) === 43 || bytes.readUInt8(3) === 43;
  if (!isBig && tiffEnd(bytes) > bytes.length) return { kind: 'cut' };
  return wholeFile(bytes, isBig || findZeroRun(bytes, 0, bytes.length, SUSPICIOUS_ZEROS) !== null);
}

function walkCr3(bytes: Buffer): FileVerdict {
  return readBoxes(bytes).end > bytes.length ? { kind: 'cut' } : withPreview(bytes);
}

function walkHeif(bytes: Buffer): FileVerdict {
  if (readBoxes(bytes).end > bytes.length) return { kind: 'cut' };
  const heif = readHeif(bytes);
  if (heif === null) return { kind: 'malformed' };
  for (const { start, end } of heif.coded) {
    if (end > bytes.length) return { kind: 'cut' };
    const zeros = findZeroRun(bytes, start, end, heif.coding === 'hevc' ? HEVC_ZEROS : CODED_ZEROS);
    if (zeros !== null) return { kind: 'hole', at: zeros.at };
  }
  return wholeFile(bytes);
}

function walkWebp(bytes: Buffer): FileVerdict {
  if (8 + bytes.readUInt32LE(4) > bytes.length) return { kind: 'cut' };
  const zeros = findZeroRun(bytes, 20, bytes.length, CODED_ZEROS);
  return zeros === null ? wholeFile(bytes) : { kind: 'hole', at: zeros.at };
}

/** Text that ends where its outermost element does, with white space or a packet's end behind it. */
function walkXmp(bytes: Buffer): FileVerdict {
  if (bytes.includes(0)) return { kind: 'hole', at: bytes.indexOf(0) };
  const tail = bytes.toString('utf8', Math.max(0, bytes.length - XMP_TAIL_BYTES));
  return /<\/(?:x:xmpmeta|rdf:RDF)>\s*(?:<\?xpacket[^>]*>\s*)?$/u.test(tail)
    ? wholeFile(bytes)
    : { kind: 'cut' };
}

/** Its header says where JPEG, description and sensor data lie, as offset and length. */
function walkRaf(bytes: Buffer): FileVerdict {
  const ends = [84, 92, 100].map((at) => bytes.readUInt32BE(at) + bytes.readUInt32BE(at + 4));
  return Math.max(...ends) > bytes.length ? { kind: 'cut' } : withPreview(bytes);
}
