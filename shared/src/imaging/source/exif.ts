import { findBox, readBoxes } from '../heif/boxes.ts';
import { readHeif } from '../heif/heif.ts';
import { EXIF_HEADER, headerSegments, MARKER } from '../jpeg/segments.ts';
import { readTiff, type TiffDirectory } from '../jpeg/tiff-reader.ts';

/** The two EXIF directories that cameras describe a picture in (CIPA DC-008). */
export interface Exif {
  /** IFD0: maker, model, orientation, artist, copyright. */
  main: TiffDirectory | undefined;
  /** The Exif IFD: times, serial number. */
  details: TiffDirectory | undefined;
}

const NONE: Exif = { main: undefined, details: undefined };
const DETAILS_POINTER = 0x8769;
/** Canon's box in a CR3 that holds TIFF structures: CMT1 is IFD0, CMT2 the Exif IFD. */
const CANON_UUID = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');
/** Where a RAF file says where its JPEG begins. */
const RAF_JPEG_OFFSET = 84;

/** Finds the EXIF of a picture or RAW file by what its bytes are. Never throws on damaged bytes. */
export function readExif(file: Buffer): Exif {
  try {
    return read(file);
  } catch (error) {
    if (error instanceof RangeError) return NONE;
    throw error;
  }
}

function read(file: Buffer): Exif {
  if (file[0] === 0xff && file[1] === 0xd8) return ofTiff(exifSegment(file));
  const start = file.toString('latin1', 0, 16);
  if (start.startsWith('II') || start.startsWith('MM')) return ofTiff(file);
  if (start.startsWith('FUJIFILM')) return read(file.subarray(file.readUInt32BE(RAF_JPEG_OFFSET)));
  if (start.slice(4, 8) === 'ftyp') return ofBoxes(file, start.slice(8, 12));
  if (start.startsWith('\x89PNG')) return ofTiff(pngChunk(file, 'eXIf'));
  if (start.startsWith('RIFF')) return ofTiff(riffChunk(file, 'EXIF'));
  return NONE;
}

function ofTiff(tiff: Buffer | undefined): Exif {
  const main = tiff && readTiff(tiff);
  return { main, details: main?.directory(DETAILS_POINTER) };
}

function exifSegment(jpeg: Buffer): Buffer | undefined {
  for (const { marker, body } of headerSegments(jpeg)) {
    const isExif = body.subarray(0, EXIF_HEADER.length).equals(EXIF_HEADER);
    if (marker === MARKER.app1 && isExif) return body.subarray(EXIF_HEADER.length);
  }
  return undefined;
}

function ofBoxes(file: Buffer, brand: string): Exif {
  if (brand !== 'crx ') return ofTiff(readHeif(file)?.exif);
  const movie = findBox(file, 'moov') ?? Buffer.alloc(0);
  const canon = readBoxes(movie).boxes.find(
    ({ type, body }) => type === 'uuid' && body.subarray(0, 16).equals(CANON_UUID),
  );
  const structure = (name: string): TiffDirectory | undefined => {
    const tiff = canon && findBox(canon.body.subarray(16), name);
    return tiff && readTiff(tiff);
  };
  return { main: structure('CMT1'), details: structure('CMT2') };
}

function pngChunk(png: Buffer, name: string): Buffer | undefined {
  let at = 8;
  while (at + 12 <= png.length) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === name) {
      return png.subarray(at + 8, at + 8 + length);
    }
    at += 12 + length;
  }
  return undefined;
}

function riffChunk(riff: Buffer, name: string): Buffer | undefined {
  let at = 12;
  while (at + 8 <= riff.length) {
    const length = riff.readUInt32LE(at + 4);
    if (riff.toString('latin1', at, at + 4) === name) {
      const body = riff.subarray(at + 8, at + 8 + length);
      // Some programs write the header that only belongs into a JPEG.
      const isLikeJpeg = body.subarray(0, EXIF_HEADER.length).equals(EXIF_HEADER);
      return isLikeJpeg ? body.subarray(EXIF_HEADER.length) : body;
    }
    at += 8 + length + (length & 1);
  }
  return undefined;
}
