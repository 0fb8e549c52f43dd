import { readExif, type TiffDirectory } from '@picture-live/shared/imaging';
import { readXmpRating } from './xmp-rating.ts';
import type { FrameIdentity } from '../ledger/records.ts';

/** What the camera wrote about a frame, as far as Picture Live uses it. */
export interface CameraMetadata extends FrameIdentity {
  /** Epoch milliseconds; null where the camera wrote no usable time. */
  capturedAt: number | null;
  /** Stars, 0 to 5; null where nobody gave any. */
  rating: number | null;
}

/** A packet is a few KB; a larger one is something else. */
const MAX_XMP_BYTES = 1 << 20;

/** EXIF 2.32 (CIPA DC-008). */
const TAG = {
  make: 0x010f,
  model: 0x0110,
  dateTimeOriginal: 0x9003,
  offsetTimeOriginal: 0x9011,
  subSecTimeOriginal: 0x9291,
  bodySerialNumber: 0xa431,
  /** Microsoft's, which cameras with a rating button write. */
  rating: 0x4746,
};

/**
 * Reads capture time and body from a picture or RAW file. Metadata is a help, never a condition: a
 * damaged or missing block gives no facts and the picture goes on.
 *
 * @param picture the JPEG in a RAW file, else the file itself: some makers say the time only there.
 */
export function readCameraMetadata(file: Buffer, picture: Buffer): CameraMetadata {
  const outer = readExif(file);
  const says = outer.details?.bytes(TAG.dateTimeOriginal) !== undefined;
  const { main, details } = says || file === picture ? outer : readExif(picture);
  const local = localTime(textOf(details, TAG.dateTimeOriginal));
  const fraction = textOf(details, TAG.subSecTimeOriginal);
  return {
    capturedLocal: local,
    capturedFraction: local === null ? null : fraction,
    serial: textOf(details, TAG.bodySerialNumber),
    camera: joinMakeAndModel(textOf(main, TAG.make), textOf(main, TAG.model)),
    rating: starsOf(outer.main?.number(TAG.rating)) ?? ratingInXmp(file),
    capturedAt:
      local === null ? null : toEpoch(local, fraction, textOf(details, TAG.offsetTimeOriginal)),
  };
}

/** Of the XMP in a file; the first packet is that of the picture. */
function ratingInXmp(file: Buffer): number | null {
  const start = file.indexOf('<x:xmpmeta');
  const end = start === -1 ? -1 : file.indexOf('</x:xmpmeta>', start);
  const isPacket = end !== -1 && end - start <= MAX_XMP_BYTES;
  return isPacket ? readXmpRating(file.toString('utf8', start, end)) : null;
}

function starsOf(value: number | undefined): number | null {
  return value !== undefined && value >= 0 && value <= 5 ? value : null;
}

/** Without the padding of fixed-length fields; null when nothing is left. */
function textOf(directory: TiffDirectory | undefined, tag: number): string | null {
  const bytes = directory?.bytes(tag);
  const text = bytes?.toString('utf8').replaceAll('\0', ' ').trim() ?? '';
  return text === '' ? null : text;
}

/** Many makers repeat their name in the model ("Canon", "Canon EOS R5"). */
function joinMakeAndModel(make: string | null, model: string | null): string | null {
  if (model === null) return make;
  const first = make?.split(/\s/)[0]?.toLowerCase();
  return make === null || (first !== undefined && model.toLowerCase().startsWith(first))
    ? model
    : `${make} ${model}`;
}

/** A camera whose clock was never set writes zeros or blanks. */
function localTime(text: string | null): string | null {
  return text !== null && /^[1-9]\d{3}:\d\d:\d\d \d\d:\d\d:\d\d$/.test(text) ? text : null;
}

/** Local time without an offset is taken as this laptop's: it stands beside the camera. */
function toEpoch(local: string, fraction: string | null, offset: string | null): number | null {
  const iso = `${local.slice(0, 10).replaceAll(':', '-')}T${local.slice(11)}`;
  const zone = offset !== null && /^[+-]\d\d:\d\d$/.test(offset) ? offset : '';
  const seconds = Date.parse(iso + zone);
  if (Number.isNaN(seconds)) return null;
  const milliseconds =
    fraction !== null && /^\d+$/.test(fraction) ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
  return seconds + milliseconds;
}
