import { EXIF_HEADER, headerSegments, MARKER } from '../jpeg/segments.ts';
import { readTiff } from '../jpeg/tiff-reader.ts';

const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
const EXIF_DIRECTORY = 0x8769;

/**
 * When the camera says a JPEG was taken (CIPA DC-008, 4.6.5), in epoch milliseconds; null where it
 * says nothing usable. Where it does not say its time zone, that of this machine is meant.
 */
export function readCapturedAt(jpeg: Buffer): number | null {
  for (const { marker, body } of headerSegments(jpeg)) {
    if (marker !== MARKER.app1 || !body.subarray(0, EXIF_HEADER.length).equals(EXIF_HEADER))
      continue;
    const exif = readTiff(body.subarray(EXIF_HEADER.length))?.directory(EXIF_DIRECTORY);
    const local = exif?.bytes(DATE_TIME_ORIGINAL)?.toString('latin1') ?? '';
    const offset = exif?.bytes(OFFSET_TIME_ORIGINAL)?.toString('latin1') ?? '';
    return toEpoch(local, offset);
  }
  return null;
}

function toEpoch(local: string, offset: string): number | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(local);
  if (!parts) return null;
  const [, year = '', month = '', day = '', time = ''] = parts;
  const zone = /^[+-]\d\d:\d\d/.exec(offset)?.[0] ?? '';
  const at = Date.parse(`${year}-${month}-${day}T${time}${zone}`);
  return Number.isNaN(at) ? null : at;
}
