import { readExif } from './exif.ts';

const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;

/**
 * When the camera says a picture was taken (CIPA DC-008, 4.6.5), in epoch milliseconds; null where
 * it says nothing usable. Where it does not say its time zone, that of this machine is meant.
 */
export function readCapturedAt(file: Buffer): number | null {
  const { details } = readExif(file);
  const local = details?.bytes(DATE_TIME_ORIGINAL)?.toString('latin1') ?? '';
  const offset = details?.bytes(OFFSET_TIME_ORIGINAL)?.toString('latin1') ?? '';
  return toEpoch(local, offset);
}

function toEpoch(local: string, offset: string): number | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(local);
  if (!parts) return null;
  const [, year = '', month = '', day = '', time = ''] = parts;
  const zone = /^[+-]\d\d:\d\d/.exec(offset)?.[0] ?? '';
  const at = Date.parse(`${year}-${month}-${day}T${time}${zone}`);
  return Number.isNaN(at) ? null : at;
}
